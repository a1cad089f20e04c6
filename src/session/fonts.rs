//! The fonts of this machine, for letters that the program's own lacks. Never reads one before it is asked for.

use fontdb::{Database, FaceInfo, Stretch, Style, Weight};

/// All fonts that are installed where fonts are on this system, the plain faces first, since the first one that has a letter
/// is taken.
pub fn installed() -> Database {
    let mut found = Database::new();
    found.load_system_fonts();
    let mut faces: Vec<&FaceInfo> = found.faces().collect();
    faces.sort_by_key(|face| {
        let plain = (face.style == Style::Normal, face.stretch == Stretch::Normal);
        let serif = face.families.first().is_some_and(|(name, _)| name.contains("Serif"));
        (!plain.0, face.weight.0.abs_diff(Weight::NORMAL.0), !plain.1, face.monospaced, serif)
    });
    let mut fonts = Database::new();
    for face in faces {
        fonts.push_face_info(face.clone());
    }
    fonts
}
