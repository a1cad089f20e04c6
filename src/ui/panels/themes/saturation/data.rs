//! Saturation in words: the curve, its table, what is said of it, and what an interview brought. Plain data; never draws,
//! never counts.

use std::sync::Arc;

use crate::analysis::counted::{Listed, of_layer};
use crate::analysis::saturation::{Interview, InterviewOf, Order, Part, Query, Rule, Saturation, saturation};
use crate::chart::curve::{self, Curve, Legend};
use crate::chart::{self, Figure};
use crate::lang::number::{amount, count, percent, score};
use crate::lang::{tell, text, with};
use crate::model::{AttributeId, CodeId, Level, Project};
use crate::ui::context::layer::{self, Whose};
use crate::ui::kit::chart as shapes;

/// What a person chose to see.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Question {
    pub(super) whose: Whose,
    /// Themes instead of codes.
    pub(super) themes: bool,
    pub(super) unit: InterviewOf,
    pub(super) order: Order,
    /// Apart for each value of this attribute.
    pub(super) by: Option<AttributeId>,
    pub(super) base: usize,
    pub(super) run: usize,
    /// The most that a run may bring, in per cent.
    pub(super) threshold: u8,
}

impl Default for Question {
    fn default() -> Self {
        let Rule { base_size, run_length, threshold } = Rule::default();
        Self {
            whose: Whose::default(),
            themes: false,
            unit: InterviewOf::default(),
            order: Order::default(),
            by: None,
            base: base_size,
            run: run_length,
            threshold: (threshold * 100.0).round() as u8,
        }
    }
}

impl Question {
    pub(super) const fn level(&self) -> Level {
        if self.themes { Level::Theme } else { Level::Code }
    }

    fn query(&self) -> Query {
        Query {
            asked: self.whose.at(self.level()),
            unit: self.unit,
            order: self.order,
            by: self.by,
            rule: Rule {
                base_size: self.base,
                run_length: self.run,
                threshold: f64::from(self.threshold) / 100.0,
            },
            ..Query::default()
        }
    }
}

/// Saturation, or why there is none.
pub(super) type CurveAnswer = Result<Arc<Saturation>, String>;

/// Counts, as the command line does.
pub(super) fn answer(project: &Project, asked: &Question) -> CurveAnswer {
    saturation(project, &asked.query()).map(Arc::new).map_err(|why| tell(&why))
}

/// What an interview is called.
pub(super) fn called(project: &Project, interview: Interview) -> String {
    match interview {
        Interview::Transcript(id) => {
            project.transcript(id).map_or_else(String::new, |of| of.title().to_owned())
        }
        Interview::Participant(who) => project.participant_name(who).to_owned(),
    }
}

/// What the order is called.
pub(super) fn order(project: &Project, order: Order) -> String {
    match order {
        Order::Coding => text("saturation-as-coded"),
        Order::Title => text("saturation-by-title"),
        Order::Attribute(id) => project.attribute(id).map_or_else(String::new, |of| of.name.clone()),
    }
}

/// When it is reached by the rule, in a sentence.
pub(super) fn told(asked: &Question, part: &Part) -> String {
    let said = [
        ("base", asked.base.into()),
        ("codes", part.saturated.base_codes.into()),
        ("run", asked.run.into()),
        ("most", percent(f64::from(asked.threshold) / 100.0).into()),
    ];
    let rule = with("saturation-rule", &said);
    let reached = match part.saturated.reached_at {
        Ok(at) => with("saturation-reached", &[("at", at.into()), ("run", asked.run.into())]),
        Err(why) => with("saturation-not-reached", &[("why", tell(&why).into())]),
    };
    format!("{rule} {reached}")
}

/// How many codes there may be, in a sentence.
pub(super) fn in_all(part: &Part) -> String {
    match part.chao2 {
        Ok(chao) => {
            let seen = ("seen", part.curve.seen().into());
            let value = ("value", score(chao.value).into());
            match chao.ci {
                Some(ci) => {
                    let ends = [("low", score(ci.low).into()), ("high", score(ci.high).into())];
                    with("saturation-chao", &[&[seen, value][..], &ends].concat())
                }
                None => with("saturation-chao-all", &[seen, value]),
            }
        }
        Err(why) => with("saturation-chao-none", &[("why", tell(&why).into())]),
    }
}

/// The curves as they are drawn.
pub(super) fn curves(project: &Project, asked: &Question, found: &Saturation) -> (Vec<Curve>, Legend) {
    let curve = |part: &Part| {
        let interviews = part.interviews.len() as f64;
        let base = (asked.base as f64, with("saturation-base-mark", &[("n", asked.base.into())]));
        let reached = part.saturated.reached_at.ok();
        let reached = reached.map(|at| {
            let said = [("at", at.into()), ("run", asked.run.into())];
            (at as f64, with("saturation-reached-mark", &said))
        });
        Curve {
            name: part.group.clone().unwrap_or_default(),
            names: part.interviews.iter().map(|of| called(project, *of)).collect(),
            found: part.curve.cumulative.iter().map(|n| *n as f64).collect(),
            expected: part.expected.clone(),
            low: part.bands.low.clone(),
            high: part.bands.high.clone(),
            marks: std::iter::once(base).chain(reached).filter(|(at, _)| *at <= interviews).collect(),
        }
    };
    let up = text(if asked.themes { "saturation-themes" } else { "saturation-codes" });
    let band = found.parts.first().map_or_else(String::new, |part| match part.bands.seed {
        None => with("saturation-band-all", &[("n", count(part.bands.orders).into())]),
        Some(seed) => {
            let said = [("n", count(part.bands.orders).into()), ("seed", seed.to_string().into())];
            with("saturation-band", &said)
        }
    });
    let legend = Legend { found: text("saturation-found"), expected: text("saturation-expected"), band, up };
    (found.parts.iter().map(curve).collect(), legend)
}

/// The name of the axis of interviews.
pub(super) fn across(project: &Project, asked: &Question) -> String {
    let unit = match asked.unit {
        InterviewOf::Transcript => "saturation-across-transcripts",
        InterviewOf::Participant => "saturation-across-participants",
    };
    with("saturation-across", &[("unit", text(unit).into()), ("order", order(project, asked.order).into())])
}

/// The curves as a picture.
pub(super) fn picture(project: &Project, asked: &Question, found: &Saturation) -> Figure {
    let (curves, legend) = curves(project, asked, found);
    let title = text("saturation-title");
    let told = found.parts.iter().map(|part| {
        let group = part.group.as_ref().map_or_else(String::new, |group| format!("{group}: "));
        format!("{group}{} {}", told(asked, part), in_all(part))
    });
    let version = with("methods-version", &[("version", env!("CARGO_PKG_VERSION").into())]);
    let words = chart::Words {
        title: title.clone(),
        about: vec![layer::said(project, &found.basis.layer), layer::scope_of(&found.basis)],
        axis: across(project, asked),
        heads: [text("saturation-interview"), legend.up.clone(), String::new()],
        ends: [text("picture-low"), text("picture-high")],
        notes: told.chain([text("saturation-caution"), version]).collect(),
        number: &amount,
        interval: &|low, high| with("between", &[("low", amount(low).into()), ("high", amount(high).into())]),
        without: &tell,
        alternative: &|of| shapes::alternative(&title, of, &amount),
    };
    curve::figure(&curves, &legend, &words)
}

/// A row of the table under the curve.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Its group and its number there.
    pub(super) at: [usize; 2],
    pub(super) group: Option<String>,
    pub(super) name: String,
    pub(super) new: usize,
    pub(super) cumulative: usize,
    pub(super) expected: f64,
    pub(super) band: [f64; 2],
    /// The names of the new codes.
    pub(super) codes: String,
}

/// All interviews, group by group in their order.
pub(super) fn rows(project: &Project, found: &Saturation) -> Vec<Row> {
    let name = |code: &usize| found.codes.get(*code).map_or("", |row| project.codebook().name(row.code));
    let parts = found.parts.iter().enumerate();
    let rows = parts.flat_map(|(group, part)| {
        part.interviews.iter().enumerate().map(move |(at, interview)| Row {
            at: [group, at],
            group: part.group.clone(),
            name: called(project, *interview),
            new: part.curve.new[at].len(),
            cumulative: part.curve.cumulative[at],
            expected: part.expected[at],
            band: [part.bands.low[at], part.bands.high[at]],
            codes: part.curve.new[at].iter().map(name).collect::<Vec<_>>().join(", "),
        })
    });
    rows.collect()
}

/// The table as it is pasted.
pub(super) fn cells(rows: &[Row]) -> Vec<Vec<String>> {
    let keys = [
        "saturation-group",
        "saturation-interview",
        "saturation-new",
        "saturation-cumulative",
        "saturation-expected-short",
        "saturation-band-short",
        "saturation-new-codes",
    ];
    let row = |row: &Row| {
        let [low, high] = row.band.map(amount);
        vec![
            row.group.clone().unwrap_or_default(),
            row.name.clone(),
            count(row.new),
            count(row.cumulative),
            score(row.expected),
            with("between", &[("low", low.into()), ("high", high.into())]),
            row.codes.clone(),
        ]
    };
    std::iter::once(keys.map(text).to_vec()).chain(rows.iter().map(row)).collect()
}

/// A code that an interview brought, with its first passage there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct New {
    pub(super) code: CodeId,
    pub(super) passage: Listed,
    /// How many passages of it there are in this interview.
    pub(super) passages: usize,
}

/// What an interview brought.
pub(super) fn brought(project: &Project, asked: &Question, found: &Saturation, at: [usize; 2]) -> Vec<New> {
    let part = found.parts.get(at[0]);
    let Some((part, &interview)) = part.and_then(|part| Some((part, part.interviews.get(at[1])?))) else {
        return Vec::new();
    };
    let level = asked.whose.at(asked.level());
    let new = part.curve.new[at[1]].iter().filter_map(|&code| {
        let code = found.codes.get(code)?.code;
        let theirs = |passage: &Listed| match interview {
            Interview::Transcript(id) => passage.transcript == id,
            Interview::Participant(who) => passage.participant(project) == Some(who),
        };
        let all = of_layer(project, &found.basis.layer, level, code);
        let theirs: Vec<Listed> = all.into_iter().filter(theirs).collect();
        Some(New { code, passage: *theirs.first()?, passages: theirs.len() })
    });
    new.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::LayerChoice;
    use crate::ui::demo::{attribute, coder, project};

    fn asked(by: Option<AttributeId>) -> Question {
        let whose = Whose { layer: LayerChoice::Coder(coder(1)), complete_only: false };
        Question { whose, by, order: Order::Title, ..Question::default() }
    }

    #[test]
    fn each_interview_lists_the_codes_that_it_brought() {
        for by in [None, Some(attribute(1))] {
            let asked = asked(by);
            let found = answer(&project(), &asked).unwrap();
            let rows = rows(&project(), &found);
            assert_eq!(rows.len(), 4);
            for row in &rows {
                let brought = brought(&project(), &asked, &found, row.at);
                assert_eq!(brought.len(), row.new, "{}", row.name);
            }
        }
    }

    #[test]
    fn the_curve_is_that_of_the_table() {
        let asked = asked(None);
        let found = answer(&project(), &asked).unwrap();
        let rows = rows(&project(), &found);
        assert_eq!(rows.iter().map(|row| row.cumulative).collect::<Vec<_>>(), [4, 4, 4, 4]);
        assert_eq!(rows[0].codes, "listens, takes me seriously, cares about me, paperwork");
        let (curves, _) = curves(&project(), &asked, &found);
        assert_eq!(curves[0].found, [4.0; 4]);
        let picture = picture(&project(), &asked, &found);
        assert_eq!(picture.table.rows.len(), 4);
        assert!(told(&asked, &found.parts[0]).contains("fewer interviews than a base and a run"));
        assert!(in_all(&found.parts[0]).contains("4 seen"), "{}", in_all(&found.parts[0]));
    }
}
