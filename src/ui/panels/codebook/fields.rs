//! The fields of a code: how each is written, and what writing it means. Plain data; never draws.

use crate::lang::tell;
use crate::lang::with;
use crate::model::{Code, CodeId, Edit, Project};

/// A field of the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The name.
    Name,
    /// The colour as `#RRGGBB`.
    Colour,
    /// What the code stands for.
    Definition,
    /// When to use it.
    Include,
    /// When not to.
    Exclude,
    /// Passages that show it, one a line.
    Examples,
    /// The ring of a layered model.
    Layer,
}

impl Field {
    /// The key of its label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "field-name",
            Self::Colour => "field-colour",
            Self::Definition => "field-definition",
            Self::Include => "field-include",
            Self::Exclude => "field-exclude",
            Self::Examples => "field-examples",
            Self::Layer => "field-layer",
        }
    }

    /// The field as it stands.
    pub fn read(self, code: &Code) -> String {
        match self {
            Self::Name => code.name.clone(),
            Self::Colour => code.colour.to_string(),
            Self::Definition => code.definition.clone(),
            Self::Include => code.include.clone(),
            Self::Exclude => code.exclude.clone(),
            Self::Examples => code.examples.join("\n"),
            Self::Layer => code.layer.clone().unwrap_or_default(),
        }
    }

    /// The code with the field written.
    ///
    /// # Errors
    /// In words, where the field cannot be that.
    pub fn write(self, code: &Code, words: &str) -> Result<Code, String> {
        let mut code = code.clone();
        let trimmed = words.trim();
        match self {
            Self::Name => trimmed.clone_into(&mut code.name),
            Self::Colour => {
                code.colour = trimmed.parse().map_err(|why: crate::model::ColourError| tell(&why))?;
            }
            Self::Definition => trimmed.clone_into(&mut code.definition),
            Self::Include => trimmed.clone_into(&mut code.include),
            Self::Exclude => trimmed.clone_into(&mut code.exclude),
            Self::Examples => {
                let lines = words.lines().map(str::trim).filter(|l| !l.is_empty());
                code.examples = lines.map(str::to_owned).collect();
            }
            Self::Layer => code.layer = (!trimmed.is_empty()).then(|| trimmed.to_owned()),
        }
        Ok(code)
    }

    /// What undo will call it.
    pub fn step(self, code: &Code) -> String {
        let key = match self {
            Self::Name => "step-code-name",
            Self::Colour => "step-code-colour",
            Self::Definition => "step-code-definition",
            Self::Include => "step-code-include",
            Self::Exclude => "step-code-exclude",
            Self::Examples => "step-code-examples",
            Self::Layer => "step-code-layer",
        };
        with(key, &[("code", code.name.as_str().into())])
    }
}

/// Words being typed into a field, not yet kept.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeDraft {
    pub code: CodeId,
    pub field: Field,
    pub words: String,
    /// Why they cannot be kept.
    pub problem: Option<String>,
}

/// What keeping a draft means: its label and edit; none where nothing changes.
///
/// # Errors
/// In words, where the project does not take it.
pub fn keep(project: &Project, draft: &CodeDraft) -> Result<Option<(String, Edit)>, String> {
    let Some(code) = project.codebook().get(draft.code) else { return Ok(None) };
    let new = draft.field.write(code, &draft.words)?;
    if new == **code {
        return Ok(None);
    }
    let label = draft.field.step(code);
    let edit = Edit::PutCode(Box::new(new));
    project.apply(&edit).map_err(|why| tell(&why))?;
    Ok(Some((label, edit)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo::{code, project};

    fn draft(field: Field, words: &str) -> CodeDraft {
        CodeDraft { code: code(2), field, words: words.into(), problem: None }
    }

    #[test]
    fn a_field_is_kept_once_and_only_if_it_changed() {
        let project = project();
        assert_eq!(keep(&project, &draft(Field::Name, " listens ")), Ok(None));
        let (label, edit) = keep(&project, &draft(Field::Name, "hears me")).unwrap().unwrap();
        assert_eq!(label, "Rename code “listens”");
        let after = project.apply(&edit).unwrap();
        assert_eq!(after.codebook().get(code(2)).unwrap().name, "hears me");
        let (_, edit) = keep(&project, &draft(Field::Examples, "one\n\n two \n")).unwrap().unwrap();
        let after = project.apply(&edit).unwrap();
        assert_eq!(after.codebook().get(code(2)).unwrap().examples, ["one", "two"]);
    }

    #[test]
    fn what_cannot_be_kept_is_said() {
        let project = project();
        let taken = keep(&project, &draft(Field::Name, "Takes me seriously")).unwrap_err();
        assert!(taken.contains("two codes in one place"), "{taken}");
        let colour = keep(&project, &draft(Field::Colour, "blue")).unwrap_err();
        assert!(colour.contains("#RRGGBB"), "{colour}");
        assert!(keep(&project, &draft(Field::Name, "  ")).is_err());
    }
}
