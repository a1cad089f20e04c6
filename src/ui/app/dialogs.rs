//! Asking for files and folders without stopping the window. The real dialogs are the system's own; tests answer
//! from a queue. Never reads or writes the files.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

/// What to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Files to read.
    Files {
        /// The title of the dialog.
        title: String,
        /// What files are offered: a name and extensions; all where empty.
        kinds: Vec<(String, Vec<&'static str>)>,
    },
    /// A folder.
    Folder {
        /// The title of the dialog.
        title: String,
    },
    /// A file to write.
    Save {
        /// The title of the dialog.
        title: String,
        /// The name that is offered.
        name: String,
    },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DialogAnswer {
    /// These paths, at least one.
    Paths(Vec<PathBuf>),
    /// The person chose nothing.
    Cancelled,
    /// The system has no dialogs, or they failed: a typed path still works.
    Unavailable,
}

/// An open dialog.
pub struct OpenDialog {
    answer: Receiver<DialogAnswer>,
}

impl OpenDialog {
    /// The answer, once it is there.
    pub fn poll(&self) -> Option<DialogAnswer> {
        match self.answer.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(DialogAnswer::Unavailable),
        }
    }
}

/// A way to ask for files.
pub trait Dialogs {
    /// Opens a dialog. `done` is called on another thread when the answer is there.
    fn ask(&mut self, question: Question, done: Box<dyn FnOnce() + Send>) -> OpenDialog;
}

/// The system's dialogs.
pub struct SystemDialogs;

/// A dialog that is gone sooner than anybody can close one was never there.
const TOO_SOON: Duration = Duration::from_millis(60);

impl Dialogs for SystemDialogs {
    fn ask(&mut self, question: Question, done: Box<dyn FnOnce() + Send>) -> OpenDialog {
        type Picked = std::pin::Pin<Box<dyn Future<Output = Vec<rfd::FileHandle>> + Send>>;
        let dialog = rfd::AsyncFileDialog::new();
        // Made here, on the main thread, where macOS wants it; awaited on another.
        let picked: Picked = match question {
            Question::Files { title, kinds } => {
                let mut dialog = dialog.set_title(title);
                for (name, extensions) in kinds {
                    dialog = dialog.add_filter(name, &extensions);
                }
                let files = dialog.pick_files();
                Box::pin(async { files.await.unwrap_or_default() })
            }
            Question::Folder { title } => {
                let folder = dialog.set_title(title).set_can_create_directories(true).pick_folder();
                Box::pin(async { folder.await.into_iter().collect() })
            }
            Question::Save { title, name } => {
                let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_owned());
                let dialog = match ending {
                    Some(ending) => dialog.add_filter(format!(".{ending}"), &[ending]),
                    None => dialog,
                };
                let file = dialog.set_title(title).set_file_name(name).save_file();
                Box::pin(async { file.await.into_iter().collect() })
            }
        };
        let (sender, answer) = channel();
        thread::spawn(move || {
            let begun = Instant::now();
            let files = wait_for(picked);
            let answer = if !files.is_empty() {
                DialogAnswer::Paths(files.iter().map(|f| f.path().to_owned()).collect())
            } else if begun.elapsed() < TOO_SOON {
                DialogAnswer::Unavailable
            } else {
                DialogAnswer::Cancelled
            };
            // Nobody listens any more when the window is closed.
            let _ = sender.send(answer);
            done();
        });
        OpenDialog { answer }
    }
}

/// Waits for a future on this thread.
fn wait_for<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(thread::Thread);
    impl std::task::Wake for Unpark {
        fn wake(self: std::sync::Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(std::sync::Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}

/// Dialogs that answer from a queue, as tests use them; out of answers, they are cancelled.
#[derive(Default)]
pub struct QueuedDialogs {
    answers: VecDeque<DialogAnswer>,
    /// What was asked, in order.
    pub asked: Vec<Question>,
}

impl QueuedDialogs {
    /// One list of paths an answer.
    pub fn new(answers: impl IntoIterator<Item = Vec<PathBuf>>) -> Self {
        Self { answers: answers.into_iter().map(DialogAnswer::Paths).collect(), asked: Vec::new() }
    }
}

impl Dialogs for QueuedDialogs {
    fn ask(&mut self, question: Question, done: Box<dyn FnOnce() + Send>) -> OpenDialog {
        let (sender, answer) = channel();
        // The receiver is right here.
        let _ = sender.send(self.answers.pop_front().unwrap_or(DialogAnswer::Cancelled));
        self.asked.push(question);
        done();
        OpenDialog { answer }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_future_is_waited_for() {
        let (sender, receiver) = channel::<u8>();
        let work = thread::spawn(move || {
            thread::sleep(Duration::from_millis(5));
            let _ = sender.send(7);
        });
        assert_eq!(wait_for(async move { receiver.recv() }), Ok(7));
        assert!(work.join().is_ok());
    }

    #[test]
    fn queued_answers_come_in_order() {
        let mut dialogs = QueuedDialogs::new([vec![PathBuf::from("a.txt")]]);
        let ask =
            |d: &mut QueuedDialogs| d.ask(Question::Folder { title: "x".into() }, Box::new(|| {})).poll();
        assert_eq!(ask(&mut dialogs), Some(DialogAnswer::Paths(vec!["a.txt".into()])));
        assert_eq!(ask(&mut dialogs), Some(DialogAnswer::Cancelled));
        assert_eq!(dialogs.asked.len(), 2);
    }
}
