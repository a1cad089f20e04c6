//! The bar over every analysis that says what of the study counts, and lets somebody choose. Holds nothing: what is chosen is
//! asked for, and holds wherever there is such a bar.

use egui::{ScrollArea, TextEdit, Ui, WidgetInfo, accesskit::Role};
use jiff::civil::Date;

use crate::lang::{moment, tell, text, with};
use crate::model::{AttributeOf, Project, SavedScope, StudyScope};
use crate::text::shortened;
use crate::ui::context::{Action, Scene};
use crate::ui::kit::{chips, look::size, parts};

/// Letters of a chip at most; the status bar says it whole.
const CHIP: usize = 40;
/// Points that a list of choices has before it scrolls.
const LIST: f32 = 320.0;

/// Draws it; says whether anything is left to be counted.
pub(in crate::ui) fn scope_bar(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) -> bool {
    let mut scope = scene.scope.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        saved(ui, scene, &mut scope, actions);
        if scene.scope.is_narrow() {
            let everything = parts::chip(ui, &text("scope-everything"));
            if everything.on_hover_text(text("scope-everything-tip")).clicked() {
                scope = StudyScope::default();
            }
        }
        sets(ui, scene.project, &mut scope);
        values(ui, scene.project, &mut scope);
        speakers(ui, scene.project, &mut scope);
        coders(ui, scene.project, &mut scope);
        days(ui, &mut scope);
    });
    ui.add_space(size::STEP * 2.0);
    if scope != *scene.scope {
        actions.push(Action::Narrow(Box::new(scope)));
    }
    if let Some(why) = scene.nothing {
        parts::caution(ui, |ui| ui.label(tell(why)));
    }
    scene.nothing.is_none()
}

/// Those that have a name, and a name for what is chosen.
fn saved(ui: &mut Ui, scene: &Scene<'_>, scope: &mut StudyScope, actions: &mut Vec<Action>) {
    let all = scene.project.scopes();
    let chosen = |saved: &SavedScope| saved.scope == *scene.scope;
    let label = match all.iter().find(|saved| chosen(saved)) {
        _ if !scene.scope.is_narrow() => text("scope-counts-everything"),
        Some(saved) => with("scope-counts", &[("name", saved.name.as_str().into())]),
        None => text("scope-counts-chosen"),
    };
    let writable = scene.read_only.is_none();
    chips::menu(ui, &label, |ui| {
        if chips::choice(ui, &text("scope-counts-everything"), !scene.scope.is_narrow()) {
            *scope = StudyScope::default();
        }
        for saved in &all {
            ui.horizontal(|ui| {
                if chips::choice(ui, &saved.name, chosen(saved)) {
                    *scope = saved.scope.clone();
                }
                let delete = ui.add_enabled(writable, egui::Button::new("×").small());
                let spoken = with("scope-delete", &[("name", saved.name.as_str().into())]);
                delete.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
                if delete.on_hover_text(&spoken).clicked() {
                    actions.push(Action::DeleteScope(saved.id));
                    ui.close();
                }
            });
        }
        ui.separator();
        let is_new = scene.scope.is_narrow() && !all.iter().any(|saved| chosen(saved));
        if ui.add_enabled(writable && is_new, egui::Button::new(text("scope-save"))).clicked() {
            actions.push(Action::NameScope);
            ui.close();
        }
    });
}

/// A list of things of which any will do; none stands for all.
fn ticks<T: Ord + Clone>(
    ui: &mut Ui,
    label: &str,
    things: impl Iterator<Item = (T, String)>,
    chosen: &mut std::collections::BTreeSet<T>,
) {
    chips::narrowing(ui, label, !chosen.is_empty(), |ui| {
        ScrollArea::vertical().max_height(LIST).show(ui, |ui| {
            for (thing, name) in things {
                let mut on = chosen.contains(&thing);
                if ui.checkbox(&mut on, name).changed() && !chosen.remove(&thing) {
                    chosen.insert(thing);
                }
            }
        });
    });
}

/// What a part says, or that it leaves nothing out.
fn part_of(project: &Project, scope: &StudyScope, all: &str) -> String {
    if scope.is_narrow() { shortened(&tell(&scope.in_words(project)), CHIP) } else { text(all) }
}

fn sets(ui: &mut Ui, project: &Project, scope: &mut StudyScope) {
    let all = project.transcript_sets();
    let named = |scope: &StudyScope| StudyScope {
        sets: scope.sets.clone(),
        transcripts: scope.transcripts.clone(),
        ..StudyScope::default()
    };
    let own = named(scope);
    if all.is_empty() && !own.is_narrow() {
        return;
    }
    let label = part_of(project, &own, "scope-all-transcripts");
    let things = all.into_iter().map(|set| {
        let n = set.transcripts.len();
        (set.id, with("scope-set", &[("name", set.name.as_str().into()), ("n", n.into())]))
    });
    ticks(ui, &label, things, &mut scope.sets);
}

/// The values of attributes, each attribute under its name.
fn values(ui: &mut Ui, project: &Project, scope: &mut StudyScope) {
    let attributes = project.attributes();
    if attributes.is_empty() {
        return;
    }
    let own = StudyScope { values: scope.values.clone(), ..StudyScope::default() };
    let label = part_of(project, &own, "scope-all-participants");
    chips::narrowing(ui, &label, own.is_narrow(), |ui| {
        ScrollArea::vertical().max_height(LIST).show(ui, |ui| {
            for attribute in attributes {
                let of = match attribute.of {
                    AttributeOf::Case => "scope-of-participants",
                    AttributeOf::Transcript => "scope-of-transcripts",
                };
                parts::muted(ui, &with(of, &[("name", attribute.name.as_str().into())]));
                let chosen = scope.values.entry(attribute.id).or_default();
                for value in project.values_of(attribute).into_iter().chain([String::new()]) {
                    let mut on = chosen.contains(&value);
                    let shown = if value.is_empty() { text("scope-no-value") } else { value.clone() };
                    let tick = ui.checkbox(&mut on, &shown);
                    let spoken = format!("{}: {shown}", attribute.name);
                    tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &spoken));
                    if tick.changed() && !chosen.remove(&value) {
                        chosen.insert(value);
                    }
                }
            }
        });
        scope.values.retain(|_, chosen| !chosen.is_empty());
    });
}

fn speakers(ui: &mut Ui, project: &Project, scope: &mut StudyScope) {
    let labels = project.speaker_labels();
    if labels.is_empty() {
        return;
    }
    let own = StudyScope { speakers: scope.speakers.clone(), ..StudyScope::default() };
    let label = part_of(project, &own, "scope-all-speakers");
    let things = labels.into_iter().map(|label| (label.to_owned(), label.to_owned()));
    ticks(ui, &label, things, &mut scope.speakers);
}

fn coders(ui: &mut Ui, project: &Project, scope: &mut StudyScope) {
    let all = project.coders();
    if all.len() < 2 && scope.coders.is_empty() {
        return;
    }
    let own = StudyScope { coders: scope.coders.clone(), ..StudyScope::default() };
    let label = part_of(project, &own, "scope-all-coders");
    let things = all.into_iter().map(|coder| (coder.id, coder.name.clone()));
    ticks(ui, &label, things, &mut scope.coders);
}

/// Days as they are typed, until they are days, and the days that they were typed from.
type Typed = ([String; 2], [Option<jiff::Timestamp>; 2]);

/// Only what was coded in some days.
fn days(ui: &mut Ui, scope: &mut StudyScope) {
    let own = StudyScope { since: scope.since, until: scope.until, ..StudyScope::default() };
    let id = ui.scope_id().with("days of coding");
    let label = if own.is_narrow() {
        // Words about days need no project.
        own.days_in_words().map(|words| tell(&words)).unwrap_or_default()
    } else {
        text("scope-all-days")
    };
    chips::narrowing(ui, &label, own.is_narrow(), |ui| {
        let now = [scope.since, scope.until];
        let kept = ui.data_mut(|data| data.get_temp::<Typed>(id)).filter(|(_, of)| *of == now);
        let last = |until: jiff::Timestamp| moment::day(until - jiff::SignedDuration::from_nanos(1));
        let (mut typed, _) = kept.unwrap_or_else(|| {
            let written = [scope.since.map(moment::day), scope.until.map(last)];
            (written.map(Option::unwrap_or_default), now)
        });
        let names = [text("agreement-since"), text("agreement-until")];
        let mut changed = false;
        for (day, name) in typed.iter_mut().zip(names) {
            ui.horizontal(|ui| {
                ui.label(&name);
                let hint = text("agreement-day-hint");
                let field = ui.add(TextEdit::singleline(day).hint_text(hint).desired_width(110.0));
                field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
                changed |= field.changed();
            });
        }
        let bounds = |day: &String| day.trim().parse::<Date>().ok().and_then(moment::bounds);
        if typed.iter().any(|day| !day.trim().is_empty() && bounds(day).is_none()) {
            parts::muted(ui, &text("agreement-day-wrong"));
        }
        if changed {
            let [since, until] =
                [bounds(&typed[0]).map(|[start, _]| start), bounds(&typed[1]).map(|[_, end]| end)];
            (scope.since, scope.until) = (since, until);
        }
        ui.data_mut(|data| data.insert_temp::<Typed>(id, (typed, [scope.since, scope.until])));
    });
}
