//! A focus group on the command line: speakers tied by a table, counted as participants, asked for by name, told in files.

use super::Desk;

const GROUP: &str = "Moderator: What helps?\n\nTess: Somebody who listens.\n\nIvo: The same on Tuesday.\n\n\
    Una: Nothing much.\n\nTess: That they keep promises.\n\nIvo: Nobody promised.\n\nUna: No.\n";

fn row(code: &str, words: &str) -> String {
    let start = GROUP.find(words).unwrap();
    format!("Group,Asha,{code},{start},{}\n", start + words.len())
}

fn focus_group() -> Desk {
    let desk = Desk::empty();
    desk.write("Group.txt", GROUP);
    desk.write("people.csv", "transcript,speaker,case,group\nGroup,Tess,P1,pilot\nGroup,Ivo,P2,other\n");
    let codings = [
        row("listens", "Somebody who listens"),
        row("listens", "The same on Tuesday"),
        row("promises", "That they keep"),
        row("listens", "Nothing much"),
    ];
    desk.write("codings.csv", &format!("transcript,coder,code,start,end\n{}", codings.concat()));
    desk.write("codes.csv", "code,parent\nlistens,\npromises,\n");
    desk.done(&["new", "study", "--title", "Group", "--codebook", "codes.csv"]);
    let told = desk.done(&["import", "study", "Group.txt", "people.csv", "codings.csv"]);
    assert!(told.contains("2 cases") && told.contains("2 ties") && told.contains("1 transcript"), "{told}");
    desk
}

#[test]
fn a_focus_group_is_as_many_participants_as_speak() {
    let desk = focus_group();
    let info = desk.json(&["info", "study"]);
    assert_eq!(info["cases"], 2);
    assert_eq!(info["transcripts"][0]["speaker_cases"], serde_json::json!({"Ivo": "P2", "Tess": "P1"}));
    assert!(desk.done(&["info", "study"]).contains("Tess = P1, Ivo = P2, Una"));
    let all = desk.json(&["frequencies", "study", "--by", "group"]);
    assert_eq!((&all["participants"], &all["transcripts"]), (&2.into(), &1.into()));
    let listens = &all["rows"][0];
    assert_eq!((&listens["participants"], &listens["segments"]), (&2.into(), &3.into()));
    assert_eq!(
        (&listens["by"]["pilot"]["share"], &listens["by"]["pilot"]["segments"]),
        (&1.0.into(), &1.into())
    );
    assert_eq!(all["rows"][1]["by"]["other"]["share"], 0.0);
    assert_eq!(all["rows"][1]["by"]["pilot"]["coverage"].as_f64().map(|c| c > 0.0), Some(true));
}

#[test]
fn what_a_speaker_says_is_asked_for_by_name() {
    let desk = focus_group();
    let rows = desk.json(&["codings", "study", "--speaker", "tess"]);
    let said: Vec<_> = rows.as_array().unwrap().iter().map(|r| (&r["text"], &r["case"])).collect();
    assert_eq!(
        said,
        [(&"Somebody who listens".into(), &"P1".into()), (&"That they keep".into(), &"P1".into())]
    );
    let rows = desk.json(&["codings", "study", "--speaker", "Una", "--speaker", "Ivo"]);
    assert_eq!(
        (&rows[0]["speaker"], &rows[1]["speaker"], rows[1].get("case")),
        (&"Ivo".into(), &"Una".into(), None)
    );
    let counted = desk.json(&["search", "study", "promise", "--count", "--speaker", "Ivo"]);
    assert_eq!(counted, serde_json::json!({"matches": 1, "transcripts": 1}));
    let hits = desk.json(&["search", "study", "promise"]);
    assert_eq!((&hits[0]["speaker"], &hits[1]["speaker"]), (&"Tess".into(), &"Ivo".into()));
    let said = desk.refused(1, &["search", "study", "promise", "--speaker", "Teß"]);
    assert!(said.contains("no speaker “Teß”") && said.contains("Moderator, Tess, Una"), "{said}");
}

#[test]
fn ties_go_out_with_the_attributes_and_are_told_where_there_is_no_place() {
    let desk = focus_group();
    desk.done(&["export", "study", "out.csv", "--as", "attributes"]);
    let table = std::fs::read_to_string(desk.path("out.csv")).unwrap();
    assert_eq!(table, "case,transcript,speaker,group\nP1,Group,Tess,pilot\nP2,Group,Ivo,other\n,Group,,\n");
    let again = desk.done(&["import", "study", "out.csv"]);
    assert!(again.starts_with("Added: nothing"), "{again}");
    let told = desk.done(&["export", "study", "out.qdpx"]);
    assert!(told.contains("2 × tie of a speaker to a case"), "{told}");
    desk.write("wrong.csv", "transcript,speaker,case\nGroup,Tes,P1\nGroup,Uno,P3\n");
    let said = desk.refused(1, &["import", "study", "wrong.csv"]);
    assert!(said.contains("“Tes”") && said.contains("“Uno”") && said.contains("“Una”"), "{said}");
    assert_eq!(desk.json(&["info", "study"])["cases"], 2, "nothing was taken");
}
