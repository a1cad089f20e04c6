//! The look put into egui's own style, for both themes at once. Never called more than at the start and when
//! someone changes the theme.

use egui::style::{ScrollAnimation, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme,
    ThemePreference, Visuals, vec2,
};

use super::{Tokens, fonts, size, tokens};

/// Fonts and the style of both themes, and which of them shows.
pub fn apply(ctx: &Context, theme: ThemePreference) {
    ctx.set_fonts(fonts::definitions());
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theme, style(tokens(theme)));
    }
    ctx.set_theme(theme);
}

fn style(t: &Tokens) -> Style {
    let mut style = Style {
        text_styles: [
            (TextStyle::Small, fonts::label()),
            (TextStyle::Body, fonts::body()),
            (TextStyle::Button, fonts::secondary()),
            (TextStyle::Heading, fonts::title()),
            (TextStyle::Monospace, FontId::new(13.0, FontFamily::Monospace)),
        ]
        .into(),
        drag_value_text_style: TextStyle::Body,
        visuals: visuals(t),
        animation_time: 0.1,
        scroll_animation: ScrollAnimation::duration(0.1),
        ..Style::default()
    };
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 4.0);
    spacing.button_padding = vec2(12.0, 4.0);
    spacing.interact_size = vec2(32.0, size::ROW);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 8.0;
    spacing.menu_margin = Margin::same(8);
    spacing.window_margin = Margin::same(16);
    spacing.tooltip_width = 360.0;
    spacing.scroll = ScrollStyle { bar_width: 8.0, floating_width: 4.0, ..ScrollStyle::floating() };
    style.interaction.selectable_labels = false;
    style
}

fn visuals(t: &Tokens) -> Visuals {
    let base = match t.theme {
        Theme::Light => Visuals::light(),
        Theme::Dark => Visuals::dark(),
    };
    let shade = match t.theme {
        Theme::Light => Color32::from_black_alpha(36),
        Theme::Dark => Color32::from_black_alpha(120),
    };
    let shadow = Shadow { offset: [0, 8], blur: 24, spread: 0, color: shade };
    Visuals {
        widgets: widgets(t),
        selection: Selection { bg_fill: t.accent_ground, stroke: Stroke::new(1.0, t.accent) },
        // A caret that blinks would draw the window twice a second for as long as it stands there.
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(2.0, t.accent),
            blink: false,
            ..base.text_cursor.clone()
        },
        weak_text_color: Some(t.muted),
        hyperlink_color: t.accent,
        faint_bg_color: t.panel,
        extreme_bg_color: t.raised,
        text_edit_bg_color: Some(t.raised),
        code_bg_color: t.panel,
        warn_fg_color: t.caution,
        error_fg_color: t.caution,
        window_corner_radius: CornerRadius::same(size::POPUP_CORNER),
        window_shadow: shadow,
        window_fill: t.raised,
        window_stroke: Stroke::new(1.0, t.line),
        menu_corner_radius: CornerRadius::same(size::POPUP_CORNER),
        popup_shadow: shadow,
        panel_fill: t.panel,
        indent_has_left_vline: false,
        ..base
    }
}

fn widgets(t: &Tokens) -> Widgets {
    let corner_radius = CornerRadius::same(size::BUTTON_CORNER);
    let look = |fill: Color32, line: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: look(t.panel, t.line, t.text),
        inactive: look(t.raised, t.line, t.text),
        hovered: look(t.accent_ground, t.line, t.text),
        active: look(t.accent_ground, t.accent, t.accent),
        open: look(t.accent_ground, t.line, t.text),
    }
}
