//! Draws themes as a table.

use egui::Ui;

use super::data::{self, LevelShown, Named, Row};
use super::{View, behind, choices};
use crate::analysis::LayerView;
use crate::analysis::counted::Chosen;
use crate::analysis::frequency::Frequencies;
use crate::chart::Axis;
use crate::chart::frequencies::{self, Count};
use crate::lang::{number, tell, text, with};
use crate::model::Project;
use crate::ui::context::{Action, Scene, Status, ask, layer, saved};
use crate::ui::kit::{
    chart, layout, look, parts,
    table::{Cells, Column, Table},
};
use crate::ui::panels::themes::top::Top;

/// Draws this way of the panel.
pub(in crate::ui::panels::themes) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    mut top: Top<'_>,
    view: &mut View,
    actions: &mut Vec<Action>,
) -> Status {
    view.asked.whose = *top.whose;
    let key = (scene.revision, view.asked.clone());
    let (project, asked) = (scene.project.clone(), key.1.clone());
    ask(ui.ctx(), &mut view.answers, &key, move |_| data::answer(&project, &asked));
    let answer = view.answers.answer(&key).map(|(answer, now)| (answer.clone(), now));
    if let Some((Ok(found), true)) = &answer {
        layout::right(ui, scene.sides.right, "themes", |ui| behind::show(ui, scene, view, found, actions));
    }
    let found = match &answer {
        Some((Ok(found), _)) => Some(&found[0]),
        Some((Err(_), _)) | None => None,
    };
    parts::page(ui, |ui| {
        if !top.title(ui, actions) {
            return;
        }
        choices::show(ui, scene.project, top.whose, view, found);
        top.ways(ui, |ui| {
            if let Some((Ok(answer), true)) = &answer {
                taken(ui, scene, view, answer, actions);
            }
        });
        match &answer {
            Some((Ok(answer), now)) => {
                if !now {
                    ui.set_opacity(0.5);
                }
                egui::ScrollArea::horizontal().show(ui, |ui| table(ui, scene, view, answer));
                ui.set_opacity(1.0);
                if parts::how_to_read(ui, scene.help, &text("themes-how-to-read")) {
                    actions.push(Action::FoldHelp(scene.help));
                }
            }
            Some((Err(why), _)) => {
                layer::none(ui, scene.project, top.whose, why);
            }
            None => {
                parts::muted(ui, &text("counting"));
            }
        }
    });
    status(scene.project, view, found.filter(|_| scene.nothing.is_none()))
}

/// What the columns between name and groups show.
#[derive(Clone, Copy, PartialEq)]
enum Shows {
    Lead(Count),
    Share,
    /// The least and the largest share of a coder.
    Range,
    Interval,
    Bar,
}

fn layout(view: &View, is_mean: bool) -> Vec<Shows> {
    let mut shows = vec![Shows::Lead(view.count)];
    if view.count == Count::Participants {
        shows.extend([if is_mean { Shows::Range } else { Shows::Share }, Shows::Interval]);
    }
    if view.figures_only {
        shows.extend(Count::ALL.into_iter().filter(|&c| c != view.count).map(Shows::Lead));
        return shows;
    }
    shows.push(Shows::Bar);
    match view.count {
        Count::Segments => shows.push(Shows::Lead(Count::Participants)),
        Count::Participants | Count::Transcripts | Count::Words | Count::Coverage => {
            shows.push(Shows::Lead(Count::Segments));
        }
    }
    shows
}

fn columns(view: &View, shows: &[Shows], found: &Frequencies) -> Vec<Column> {
    let is_mean = is_mean(found);
    let mut columns = vec![Column::words(text("themes-theme"), 160.0).growing().shrinking(140.0).sorting()];
    for show in shows {
        columns.push(match *show {
            Shows::Lead(Count::Participants) if is_mean => {
                let column =
                    Column::figures(text("themes-mean-share"), 82.0).tip(text("themes-mean-share-tip"));
                if view.count == Count::Participants { column.sorting() } else { column }
            }
            Shows::Range => Column::figures(text("themes-range"), 88.0).tip(text("themes-range-tip")),
            Shows::Lead(count) => {
                let width =
                    if matches!(count, Count::Participants | Count::Transcripts) { 82.0 } else { 70.0 };
                let column = Column::figures(text(count.name()), width).tip(text(count.meaning()));
                if count == view.count { column.sorting() } else { column }
            }
            Shows::Share => Column::figures(text("themes-share"), 50.0).tip(text("themes-share-tip")),
            Shows::Interval => {
                let tip = if is_mean { "themes-mean-interval-tip" } else { "themes-interval-tip" };
                Column::figures(text("themes-interval"), 88.0).tip(text(tip))
            }
            Shows::Bar => Column::words("", 120.0).growing().shrinking(80.0),
        });
    }
    for (name, scope) in &found.groups {
        let tip = with(
            "themes-group-tip",
            &[
                ("group", name.as_str().into()),
                ("count", text(view.count.name()).into()),
                ("participants", scope.participants.into()),
                ("transcripts", scope.transcripts.into()),
            ],
        );
        columns.push(Column::figures(name, 76.0).tip(tip));
    }
    columns
}

/// Whether its figures are means over coders.
fn is_mean(found: &Frequencies) -> bool {
    matches!(found.layer, LayerView::Mean(_))
}

/// The rows to be seen, in their order.
fn rows(project: &Project, view: &View, answer: &[Frequencies; 2]) -> Vec<Row> {
    let largest_first = view.largest_first.then_some(view.count);
    data::rows(project.codebook(), answer, view.level, &view.closed, largest_first)
}

/// Where the bars lie in their column.
fn inner(cell: egui::Rect) -> egui::Rect {
    egui::Rect::from_min_max(cell.min + egui::vec2(8.0, 0.0), cell.max - egui::vec2(16.0, 0.0))
}

fn table(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, answer: &[Frequencies; 2]) {
    let [found, _] = answer;
    let shows = layout(view, is_mean(found));
    let table = Table::new(ui, columns(view, &shows, found));
    ui.spacing_mut().item_spacing.y = 0.0;
    let rows = rows(scene.project, view, answer);
    let top = ui.cursor().min;
    let sorted = view.largest_first.then_some((1, true));
    match table.head(ui, sorted) {
        Some(0) => view.largest_first = false,
        Some(_) => view.largest_first = !view.largest_first,
        None => {}
    }
    let bar_column = shows.iter().position(|s| *s == Shows::Bar).map(|at| at + 1);
    let head = egui::Rect::from_min_max(top, egui::pos2(top.x + table.width(), ui.cursor().min.y));
    let room = bar_column.map(|column| inner(table.cell(head, column)));
    let steps = room.map_or(1.0, |room| (room.width() / 60.0).clamp(1.0, 5.0)) as usize;
    let figures = rows.iter().map(|row| &row.figures);
    let axis = frequencies::axis("", figures, &found.scope, view.count, steps, &data::on_axis(view.count));
    if let Some(room) = room {
        chart::head(ui, room, &axis);
    }
    if rows.is_empty() {
        ui.add_space(12.0);
        parts::muted(ui, &text("themes-no-codes"));
    }
    let drawn = Drawn { shows: &shows, found, count: view.count, axis: &axis };
    let mut chosen = view.chosen;
    for row in &rows {
        let of = Chosen { code: row.code, own: row.own, group: None };
        let id = ui.scope_id().with(("row", row.code, row.own));
        let is_chosen = chosen.is_some_and(|c| (c.code, c.own) == (row.code, row.own));
        let response = table.row(ui, id, &drawn.read(row), is_chosen, |cells| {
            if drawn.draw(cells, row, id, view) {
                let closed = &mut view.closed;
                if !closed.remove(&row.code) {
                    closed.insert(row.code);
                }
            }
            if let Some(group) = drawn.groups(cells, row, id) {
                chosen = Some(Chosen { group: Some(group), ..of });
            }
        });
        if response.clicked() {
            chosen = Some(of);
        }
    }
    view.chosen = chosen;
    // Room for the bar that scrolls a wide table.
    ui.add_space(12.0);
}

/// What all rows of one table share.
struct Drawn<'a> {
    shows: &'a [Shows],
    found: &'a Frequencies,
    count: Count,
    axis: &'a Axis,
}

impl Drawn<'_> {
    /// Draws all but the groups; says whether the theme is to be folded or unfolded.
    fn draw(&self, cells: &mut Cells<'_>, row: &Row, id: egui::Id, view: &View) -> bool {
        let t = look::of(cells.ui.visuals());
        let colour = look::tone(row.colour.0, t.theme);
        let indent = 16.0 * row.depth as f32;
        let name = cells.rect(0);
        let sign = egui::Rect::from_center_size(
            egui::pos2(name.left() + indent + 6.0, name.center().y),
            egui::vec2(20.0, 24.0),
        );
        let folds = row.theme && view.level == LevelShown::Both;
        let mut folded = false;
        if folds {
            let open = !view.closed.contains(&row.code);
            let response = cells.ui.interact(sign, id.with("fold"), egui::Sense::click());
            let label =
                with(if open { "fold-theme" } else { "unfold-theme" }, &[("name", row.name.as_str().into())]);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
            let strong = if response.hovered() || response.has_focus() { t.text } else { t.muted };
            parts::triangle(cells.ui, sign.center(), open, strong);
            folded = response.clicked();
        } else {
            let swatch = egui::Rect::from_center_size(sign.center(), egui::vec2(10.0, 10.0));
            cells.ui.painter().rect_filled(swatch, look::size::SWATCH_CORNER, colour);
        }
        let font = if row.theme { look::strong(14.0) } else { look::body() };
        cells.words(0, indent + 18.0, &data::named(row), font, t.text);
        for (column, show) in self.shows.iter().enumerate() {
            self.cell(cells, row, column + 1, *show);
        }
        folded
    }

    fn cell(&self, cells: &mut Cells<'_>, row: &Row, column: usize, show: Shows) {
        let t = look::of(cells.ui.visuals());
        let figures = &row.figures;
        match show {
            Shows::Lead(count) => {
                let written = data::written(figures, &self.found.scope, count);
                cells.figure(column, &written.words, t.text);
            }
            Shows::Share => {
                let share = figures.share.map_or_else(|_| "–".to_owned(), number::percent);
                cells.figure(column, &share, t.text);
            }
            Shows::Interval => {
                let interval = figures.share_ci.ok().map(|i| [i.low, i.high]);
                cells.figure(column, &data::ends(interval), t.muted);
            }
            Shows::Range => cells.figure(column, &data::ends(figures.share_range), t.text),
            Shows::Bar => match frequencies::bar(figures, &self.found.scope, self.count) {
                Ok(bar) => {
                    let room = inner(cells.rect(column));
                    let size = [room.width(), room.height()];
                    let mark = frequencies::mark(self.axis, size, bar, row.colour, row.theme);
                    chart::draw(cells.ui, room.min, &mark);
                }
                Err(why) => {
                    let words = with("undefined", &[("why", why.to_string().into())]);
                    cells.words(column, 8.0, &words, look::label(), t.muted);
                }
            },
        }
    }

    /// Draws the groups; gives the one whose figure was pressed.
    fn groups(&self, cells: &mut Cells<'_>, row: &Row, id: egui::Id) -> Option<usize> {
        let t = look::of(cells.ui.visuals());
        let mut pressed = None;
        for (at, (figures, (group, scope))) in row.by.iter().zip(&self.found.groups).enumerate() {
            let written = data::written(figures, scope, self.count);
            let label = format!("{}, {group}: {} {}", row.name, written.words, text(self.count.name()));
            let column = 1 + self.shows.len() + at;
            let mut response = cells.door(column, id.with(("group", at)), &written.words, t.text, &label);
            if let Some(why) = written.undefined {
                response = response.on_hover_text(with("undefined", &[("why", why.into())]));
            }
            if response.clicked() {
                pressed = Some(at);
            }
        }
        pressed
    }

    /// A row as it is read out.
    fn read(&self, row: &Row) -> String {
        let written = data::written(&row.figures, &self.found.scope, self.count);
        let mut words = format!("{}: {} {}", row.name, written.words, text(self.count.name()));
        if let Some(why) = written.undefined {
            words.push_str(&with("undefined", &[("why", why.into())]));
        } else if let (Count::Participants, Ok(share)) = (self.count, row.figures.share) {
            match row.figures.share_range {
                Some(range) => {
                    words = format!("{}: {} {}", row.name, text("themes-mean-share"), written.words);
                    words.push_str(&format!(", {} {}", text("themes-range"), data::ends(Some(range))));
                }
                None => words.push_str(&format!(", {}", number::percent(share))),
            }
            match row.figures.share_ci {
                Ok(i) => {
                    let interval = number::percent_interval(i.low, i.high);
                    words.push_str(&format!(", {} {interval}", text("themes-interval")));
                }
                Err(why) => {
                    words.push_str(&format!(", {}", with("no-interval", &[("why", tell(&why).into())])));
                }
            }
        }
        words
    }
}

/// What can be taken from it: the table to paste, the picture as a file.
fn taken(ui: &mut Ui, scene: &Scene<'_>, view: &View, answer: &[Frequencies; 2], actions: &mut Vec<Action>) {
    let (found, project) = (&answer[0], scene.project);
    let rows = || rows(project, view, answer);
    actions.extend(saved::copy(ui, scene, || data::cells(&rows(), found)));
    actions.extend(saved::save(ui, &text("themes-file"), || {
        let about = vec![
            layer::said(project, &found.layer) + &choices::in_progress(project, found),
            choices::in_scope(found),
        ];
        scene.noted(data::picture(&rows(), &found.scope, view.count, about))
    }));
}

fn status(project: &Project, view: &View, found: Option<&Frequencies>) -> Status {
    let mut facts = vec![with("themes-unit", &[("unit", text(view.count.name()).into())])];
    if let Some(found) = found {
        facts.push(layer::said(project, &found.layer) + &choices::in_progress(project, found));
    }
    Status { facts, keys: text("themes-keys") }
}
