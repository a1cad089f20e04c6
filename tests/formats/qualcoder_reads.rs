//! QualCoder's own importer reads the REFI-QDA projects that are written here: its source is in the folder that
//! CONCORD_QUALCODER names (`src` of its repository), and runs in the Python that CONCORD_PYTHON names.

use std::path::Path;
use std::process::Command;

use concord::formats::{ExportOptions, Target, made, refi};
use concord::store::{RealDisk, load};
use serde_json::{Value, json};

use crate::common::shared;

#[test]
fn qualcoder_takes_all_codings_at_their_words() {
    let Some(source) = std::env::var_os("CONCORD_QUALCODER") else {
        println!("0 figures checked: CONCORD_QUALCODER names no folder");
        return;
    };
    let Some(peers) = shared("CONCORD_PEERS", "peers") else { return };
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = load(&RealDisk, &here.join("samples/relationships-in-care")).unwrap().project;
    let python = std::env::var("CONCORD_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    for target in [Target::Original, Target::Standard] {
        let home = tempfile::tempdir().unwrap();
        let (file, into) = (home.path().join("study.qdpx"), home.path().join("study.qda"));
        let options = ExportOptions { target, ..ExportOptions::default() };
        std::fs::write(&file, made(refi::project, &project, &options).unwrap().bytes).unwrap();
        std::fs::create_dir(&into).unwrap();
        let run = Command::new(&python)
            .arg(here.join("tests/formats/qualcoder_import.py"))
            .arg(&source)
            .arg(peers.join("qualcoder-synthetic-a.qda/data.qda"))
            .args([&file, &into])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stdout);
        let counts = said.lines().find_map(|line| line.strip_prefix("counts "));
        assert!(run.status.success() && counts.is_some(), "{said}{}", String::from_utf8_lossy(&run.stderr));
        let counts: Value = serde_json::from_str(counts.unwrap()).unwrap();
        let codings = project.codings();
        assert_eq!(
            counts,
            json!({
                "source": project.transcripts().len(),
                "code_name": project.codebook().codes().filter(|code| code.codable).count(),
                "code_text": codings,
                "cases": project.cases().len(),
                "in_place": codings,
            }),
            "{target:?}"
        );
    }
    println!("10 figures checked");
}
