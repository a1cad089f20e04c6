//! What a forest of 200 codes costs, to shapes and to files.

#![allow(clippy::unwrap_used, missing_docs, reason = "a bench may panic, and documents itself")]

#[allow(dead_code, reason = "a part of it is enough")]
#[path = "../tests/window/demo.rs"]
mod demo;

use concord::agreement::{Answer, CodeScores, Query, answer};
use concord::chart::{Figure, Words, forest};
use concord::formats::picture;
use concord::model::*;
use concord::text::Text;
use divan::{Bencher, black_box};
use uuid::Uuid;

fn main() {
    divan::main();
}

const CODES: u128 = 200;

/// The study of the tests, with 200 codes that two coders have put.
fn study() -> (Project, Answer) {
    let project = demo::project();
    let id = |kind: u128, n: u128| Uuid::from_u128((kind << 64) | (1000 + n));
    let text: &Text = project.transcript(demo::transcript(1)).unwrap().text();
    let mut edits = Vec::new();
    for n in 0..CODES {
        let name = format!("{n}: takes what I say seriously");
        let parent = Some(demo::code(1));
        edits.push(Edit::PutCode(Box::new(Code::new(CodeId(id(2, n)), name, parent, Colour([3, 107, 185])))));
        for (coder, end) in [(1, 40), (2, 41 + n as usize % 7)] {
            let span = text.span(0..end).unwrap();
            let (coding, at) = (CodingId(id(6, n * 2 + coder)), Passage::of(text, span));
            let record = CodingRecord::new(coding, CodeId(id(2, n)), at, Timestamp::UNIX_EPOCH);
            let (transcript, coder) = (demo::transcript(1), demo::coder(coder));
            edits.push(Edit::PutCodings { transcript, coder, codings: vec![record] });
        }
    }
    let project = project.apply_all(&edits).unwrap();
    let answer = answer(&project, &Query::new(vec![demo::coder(1), demo::coder(2)]));
    (project, answer)
}

fn figure(project: &Project, answer: &Answer) -> Figure {
    let words = Words {
        title: "Krippendorff’s alpha by code".into(),
        about: vec!["Agreement of two coders. ".repeat(8)],
        axis: "alpha".into(),
        heads: ["code", "alpha", "95 % interval"].map(Into::into),
        ends: ["low", "high"].map(Into::into),
        notes: vec![],
        number: &|number| format!("{number:.2}"),
        interval: &|low, high| format!("{low:.2} to {high:.2}"),
        without: &ToString::to_string,
        alternative: &|of| of.rows.to_string(),
    };
    let line = |of: &CodeScores| forest::line(project, of.code, &of.scores, "krippendorff_alpha");
    forest::figure(answer.codes.iter().filter_map(line).collect(), &words)
}

#[divan::bench]
fn to_shapes(bencher: Bencher<'_, '_>) {
    let (project, answer) = study();
    bencher.bench(|| figure(black_box(&project), &answer));
}

#[divan::bench]
fn to_svg(bencher: Bencher<'_, '_>) {
    let (project, answer) = study();
    let figure = figure(&project, &answer);
    bencher.bench(|| picture::svg(black_box(&figure)));
}

#[divan::bench(sample_count = 10)]
fn to_png(bencher: Bencher<'_, '_>) {
    let (project, answer) = study();
    let figure = figure(&project, &answer);
    bencher.bench(|| picture::png(black_box(&figure), fontdb::Database::new).unwrap());
}
