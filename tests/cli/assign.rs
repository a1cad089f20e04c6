//! `concord assign` from outside.

use super::*;

#[test]
fn the_grid_says_who_codes_what_and_how_far() {
    let desk = Desk::with_project();
    desk.done(&["assign", "study", "--coder", "Asha", "P01"]);
    let grid = desk.json(&["assign", "study", "--list"]);
    assert_eq!(keys(&grid), ["coders", "shares", "transcripts"]);
    assert_eq!(grid["coders"], serde_json::json!(["Asha", "Björn"]));
    let first = &grid["transcripts"][0];
    assert_eq!(first["coders"]["Asha"], serde_json::json!({"assigned": true, "status": "complete"}));
    assert_eq!(first["coders"]["Björn"], serde_json::json!({"assigned": false, "status": "complete"}));
    let text = desk.done(&["assign", "study"]);
    assert!(text.contains("complete, not assigned") && text.contains("- is not assigned"), "{text}");
    desk.done(&["assign", "study", "--coder", "Asha", "--take-back", "P01", "P02"]);
    let after = desk.json(&["assign", "study"]);
    assert_eq!(after["transcripts"][0]["coders"]["Asha"]["assigned"], false);
}

fn interviews(desk: &Desk, many: usize) {
    for n in 3..=many {
        desk.write(&format!("P{n:02}.txt"), "Interviewer: And now?\n\nSam: She kept coming back.\n");
        desk.done(&["import", "study", &format!("P{n:02}.txt")]);
    }
}

#[test]
fn a_share_is_drawn_for_all_and_the_rest_is_even() {
    let desk = Desk::with_project();
    interviews(&desk, 10);
    let share = ["assign", "study", "--share", "20", "--coders", "Asha", "Björn", "--seed", "7"];
    let grid = desk.json(&share);
    let given = |grid: &serde_json::Value, name: &str| -> Vec<bool> {
        let rows = grid["transcripts"].as_array().unwrap();
        rows.iter().map(|row| row["coders"][name]["assigned"].as_bool().unwrap()).collect()
    };
    let (asha, bjorn) = (given(&grid, "Asha"), given(&grid, "Björn"));
    let both = asha.iter().zip(&bjorn).filter(|(a, b)| **a && **b).count();
    let each = [&asha, &bjorn].map(|all| all.iter().filter(|given| **given).count());
    assert_eq!((both, each), (2, [6, 6]));
    assert!(asha.iter().zip(&bjorn).all(|(a, b)| *a || *b), "everything is somebody's");
    let told = &grid["shares"][0];
    assert_eq!(
        (&told["percent"], &told["seed"], &told["for_all"], &told["transcripts"]),
        (&20.into(), &7.into(), &2.into(), &10.into())
    );
    let again = desk.json(&share);
    assert_eq!(
        (given(&again, "Asha"), given(&again, "Björn")),
        (asha.clone(), bjorn),
        "the same seed draws the same"
    );
    let other = desk.json(&["assign", "study", "--share", "20", "--coders", "Asha,Björn", "--seed", "8"]);
    assert_ne!(given(&other, "Asha"), asha);
    let text = desk.done(&["assign", "study"]);
    let said =
        "2 of 10 transcripts were drawn by chance (at least 20 %, seed 8) to be coded by Asha, Björn each";
    assert!(text.contains(said), "{text}");
}

#[test]
fn what_does_not_fit_is_refused_and_changes_nothing() {
    let desk = Desk::with_project();
    let said = desk.refused(1, &["assign", "study", "--coder", "Asja", "P01"]);
    assert!(said.contains("Asja") && said.contains("did you mean “Asha”"), "{said}");
    let said = desk.refused(1, &["assign", "study", "--coder", "Asha", "P01", "P08", "P09"]);
    assert!(said.contains("P08") && said.contains("P09"), "{said}");
    desk.refused(2, &["assign", "study", "P01"]);
    desk.refused(2, &["assign", "study", "--share", "120", "--coders", "Asha"]);
    desk.refused(2, &["assign", "study", "--share", "20"]);
    assert!(!desk.path("study/plan.ron").exists());
}
