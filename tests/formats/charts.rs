//! Figures without a window: their shapes, their words, and their numbers against those of the analyses; and as files,
//! whatever names a study has.

use std::fmt::Write;

use concord::agreement::{self, Answer, Level, Study, Unwatched};
use concord::analysis::LayerChoice;
use concord::analysis::frequency::{self, Frequencies, frequencies as counted};
use concord::chart::frequencies::{self, Count, Line};
use concord::chart::{Figure, Shape, Summary, Words, forest, letters, small};
use concord::formats::picture;
use concord::model::*;

use crate::demo;

const ALPHA: &str = "krippendorff_alpha";

fn said(of: &Summary<'_>) -> String {
    let ends = of.ends.map(|ends| ends.map(|(name, number)| format!("{name} {number:.2}")).join(" to "));
    format!("{} rows, {} without: {}", of.rows, of.without, ends.unwrap_or_default())
}

fn words(title: &str, axis: &str) -> Words<'static> {
    Words {
        title: title.into(),
        about: vec!["Asha & Ben, three transcripts. ".repeat(6)],
        axis: axis.into(),
        heads: ["name", "number", "95 % interval"].map(Into::into),
        ends: ["low", "high"].map(Into::into),
        notes: vec!["Dots are figures.".into()],
        number: &|number| format!("{number:.2}"),
        interval: &|low, high| format!("{low:.2} to {high:.2}"),
        without: &|why| format!("none: {why}"),
        alternative: &said,
    }
}

fn answer(project: &Project) -> Answer {
    agreement::answer(project, &query(project))
}

fn query(_: &Project) -> agreement::Query {
    agreement::Query::new(vec![demo::coder(1), demo::coder(2)])
}

fn of_forest(project: &Project) -> Figure {
    let answer = answer(project);
    let line = |of: &agreement::CodeScores| forest::line(project, of.code, &of.scores, ALPHA);
    let lines = answer.codes.iter().filter_map(line).collect();
    forest::figure(lines, &words("alpha by code", "alpha (unit: character)"))
}

fn found(project: &Project, level: Level) -> Frequencies {
    let query = frequency::Query { layer: LayerChoice::Coder(demo::coder(1)), level, ..Default::default() };
    counted(project, &query).unwrap()
}

fn lines(project: &Project, found: &Frequencies) -> Vec<Line> {
    let line = |row: &frequency::Row| Line {
        name: project.codebook().get(row.code).unwrap().name.clone(),
        depth: project.codebook().depth(row.code),
        theme: row.level == Level::Theme,
        colour: project.codebook().get(row.code).unwrap().colour,
        figures: row.figures,
        written: format!("{} of {}", row.figures.participants, found.scope.participants),
    };
    found.rows.iter().map(line).collect()
}

fn of_bars(project: &Project, count: Count) -> Figure {
    let found = found(project, Level::Theme);
    let words = words("Themes", "share of participants, %");
    frequencies::figure(&lines(project, &found), &found.scope, count, &words)
}

fn of_small(project: &Project) -> Figure {
    let study = Study::new(project, &query(project));
    let cards = small::cards(project, &study, ALPHA, &Unwatched).unwrap();
    let codes: Vec<String> =
        study.answer().codes.iter().map(|of| project.codebook().get(of.code).unwrap().name.clone()).collect();
    small::figure(
        &codes,
        &cards,
        &|n| format!("{n} characters"),
        &words("By transcript", "alpha (characters)"),
    )
}

/// A figure as text.
fn told(figure: &Figure) -> String {
    let Figure { title, size: [width, height], shapes, axis, alternative, table } = figure;
    let mut out = format!("{title}: {width} × {height}\n{alternative}\n");
    writeln!(out, "axis: {} from {} to {}: {:?}", axis.name, axis.low, axis.high, axis.ticks).unwrap();
    writeln!(out, "{}", table.header.join(" | ")).unwrap();
    for (name, numbers) in &table.rows {
        let number = |number: &Option<f64>| number.map_or("–".to_owned(), |number| format!("{number:.4}"));
        writeln!(out, "{name} | {}", numbers.iter().map(number).collect::<Vec<_>>().join(" | ")).unwrap();
    }
    for shape in shapes {
        match shape {
            Shape::Box { min, max, fill, .. } => {
                writeln!(out, "box {min:.1?} {max:.1?} {:?} {}", fill.ink, fill.share)
            }
            Shape::Dot { at, radius, fill } => writeln!(out, "dot {at:.1?} {radius} {:?}", fill.ink),
            Shape::Line { through, pen } => {
                writeln!(out, "line {through:.1?} {:?} {} {:?}", pen.paint.ink, pen.width, pen.dash)
            }
            Shape::Area { between, fill } => writeln!(out, "area {between:.1?} {:?}", fill.ink),
            Shape::Text(text) => {
                let strong = if text.strong { " strong" } else { "" };
                writeln!(out, "{:?} {:.1?} {}{strong}: {}", text.anchor, text.at, text.size, text.words)
            }
        }
        .unwrap();
    }
    out
}

fn all(project: &Project) -> Vec<Figure> {
    let mut all = vec![of_forest(project), of_small(project)];
    all.extend(Count::ALL.map(|count| of_bars(project, count)));
    all
}

#[test]
fn figures_stay_as_they_are() {
    let project = demo::project();
    insta::assert_snapshot!("forest", told(&of_forest(&project)));
    insta::assert_snapshot!("frequencies", told(&of_bars(&project, Count::Participants)));
    insta::assert_snapshot!("small", told(&of_small(&project)));
}

#[test]
fn every_figure_says_what_it_is_and_stays_within_its_size() {
    for figure in all(&demo::project()) {
        assert!(!figure.title.is_empty() && !figure.axis.name.is_empty() && !figure.axis.ticks.is_empty());
        assert!(figure.alternative.contains("rows") && figure.table.header.len() > 1);
        let [width, height] = figure.size;
        let within = |[x, y]: [f32; 2]| (0.0..=width).contains(&x) && (0.0..=height).contains(&y);
        for shape in &figure.shapes {
            let fits = match shape {
                Shape::Box { min, max, .. } => within(*min) && within(*max),
                Shape::Dot { at, .. } => within(*at),
                Shape::Line { through, .. } => through.iter().all(|&at| within(at)),
                Shape::Area { between, .. } => between.iter().flatten().all(|&at| within(at)),
                Shape::Text(text) => {
                    let wide = letters::width(&text.words, text.size, text.strong);
                    within(text.at) && text.words.len() < 400 && wide <= width
                }
            };
            assert!(fits, "{shape:?} of {}", figure.title);
        }
    }
}

#[test]
fn the_numbers_are_those_of_the_analysis() {
    let project = demo::project();
    let answer = answer(&project);
    let figure = of_forest(&project);
    assert_eq!(figure.table.rows.len(), answer.codes.len());
    for ((_, numbers), of) in figure.table.rows.iter().zip(&answer.codes) {
        let estimate = of.scores[ALPHA];
        let ends = [estimate.ci.map(|ci| ci.low), estimate.ci.map(|ci| ci.high)];
        assert_eq!(*numbers, [estimate.score.ok(), ends[0], ends[1]]);
    }
    let found = found(&project, Level::Theme);
    for count in Count::ALL {
        for ((_, numbers), row) in of_bars(&project, count).table.rows.iter().zip(&found.rows) {
            let of = &row.figures;
            let expected = match count {
                Count::Participants => of.share.ok(),
                Count::Transcripts => Some(of.transcripts / found.scope.transcripts),
                Count::Segments => Some(of.segments),
                Count::Words => Some(of.words),
                Count::Coverage => of.coverage.ok(),
            };
            assert_eq!(numbers[0], expected, "{count:?}");
            let ends = of.share_ci.ok().filter(|_| count == Count::Participants);
            assert_eq!(numbers[1..], [ends.map(|ci| ci.low), ends.map(|ci| ci.high)]);
        }
    }
}

#[test]
fn each_transcript_alone_is_the_answer_to_the_question_about_it() {
    let project = demo::project();
    let query = query(&project);
    let study = Study::new(&project, &query);
    let cards = small::cards(&project, &study, "positive_agreement", &Unwatched).unwrap();
    assert_eq!(cards.iter().map(|card| card.title.as_str()).collect::<Vec<_>>(), ["P01", "P02", "P03"]);
    for card in cards {
        let codes = study.answer().codes.iter().map(|code| code.code).collect();
        let transcripts = Some(vec![card.transcript]);
        let alone = agreement::Query { transcripts, codes: Some(codes), ..query.clone() };
        let answer = agreement::answer(&project, &alone);
        let score = |scores: &agreement::Scores| scores.get("positive_agreement").map(|of| of.score);
        assert_eq!((card.units, card.pooled), (answer.units, score(&answer.overall)));
        let codes: Vec<_> = answer.codes.iter().map(|code| score(&code.scores)).collect();
        assert_eq!(card.codes.iter().map(|(_, score)| *score).collect::<Vec<_>>(), codes);
    }
}

/// Names that have broken programs.
fn hostile() -> Vec<String> {
    [
        "</text><script>alert(1)</script>",
        "a & b < c > d \"e\" 'f' ]]>",
        "שלום עולם",
        "\u{202E}backwards\u{202C}",
        "a\u{0}b\u{1}c\u{7F}d\u{FFFE}e\u{FFFF}f\tg\nh\u{2028}i",
        "👩‍👩‍👧‍👦🏳️‍🌈👩🏽‍🚒",
        "e\u{301}\u{301}\u{301}\u{301}",
        "愛されている",
        "",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain(["w".repeat(100_000), "\u{301}".repeat(9000), "long words ".repeat(20_000)])
    .collect()
}

fn of_hostile() -> Figure {
    let project = demo::project();
    let found = found(&project, Level::Theme);
    let some = lines(&project, &found)[0].clone();
    let lines: Vec<Line> = hostile()
        .into_iter()
        .enumerate()
        .map(|(depth, name)| Line { written: name.clone(), name, depth: depth * 9, ..some.clone() })
        .collect();
    let hostile = hostile();
    let mut words = words(&hostile[0], &hostile[1]);
    words.about = hostile.clone();
    words.notes = hostile;
    frequencies::figure(&lines, &found.scope, Count::Participants, &words)
}

#[test]
fn hostile_names_break_no_file() {
    let figure = of_hostile();
    let svg = picture::svg(&figure);
    let mut reader = quick_xml::Reader::from_str(&svg);
    reader.config_mut().check_end_names = true;
    let mut elements = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) => {
                elements += 1;
                assert!(["svg", "title", "desc", "text"].contains(&tag.name().0));
            }
            _ => {}
        }
    }
    assert!(elements > 30 && svg.len() < 400_000, "{elements} elements in {} bytes", svg.len());
    let allowed = |c: char| !c.is_control() || c == '\n';
    assert!(svg.chars().all(allowed) && !svg.contains(['\u{FFFE}', '\u{FFFF}']));
    let made = picture::png(&figure, fontdb::Database::new).unwrap();
    assert!(image::load_from_memory(&made.bytes).is_ok());
    let lost: Vec<_> = made.lost.iter().map(|lost| (lost.what.to_string(), lost.why.to_string())).collect();
    let [(what, why)] = &lost[..] else { panic!("{lost:?}") };
    assert_eq!(what, "letter that Inter lacks");
    assert!(why.ends_with("not drawn: no font here has them") && why.contains(" …"), "{why}");
}

#[test]
fn letters_of_the_machine_are_told() {
    let installed = concord::session::fonts::installed;
    let project = demo::project();
    let found = found(&project, Level::Theme);
    let some = lines(&project, &found)[0].clone();
    let line = Line { name: "שלום".into(), ..some };
    let figure = frequencies::figure(&[line], &found.scope, Count::Words, &words("words", "words"));
    let told = picture::png(&figure, installed).unwrap().lost;
    assert_eq!((told.len(), told[0].count), (1, 4));
    // Which it is depends on the machine.
    let why = told[0].why.to_string();
    assert!(why.contains("of this machine") || why.contains("not drawn"), "{why}");
    assert!(
        picture::png(&of_forest(&project), || panic!("no other font is needed")).unwrap().lost.is_empty()
    );
}

#[test]
fn an_image_has_300_dots_an_inch() {
    let figure = of_forest(&demo::project());
    let made = picture::png(&figure, fontdb::Database::new).unwrap();
    let reader = png::Decoder::new(std::io::Cursor::new(&made.bytes)).read_info().unwrap();
    let [width, height] = figure.size.map(|points| (points * 300.0 / 96.0).ceil() as u32);
    assert_eq!((reader.info().width, reader.info().height), (width, height));
    let dots = reader.info().pixel_dims.unwrap();
    assert_eq!((dots.xppu, dots.yppu, dots.unit), (11_811, 11_811, png::Unit::Meter));
}
