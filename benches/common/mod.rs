//! What the benches of the window share: processor time, the wheel, and a row of the table.

use std::time::Duration;

use egui::{Event, Modifiers, MouseWheelUnit, TouchPhase, vec2};

pub(crate) fn wheel(points: f32) -> Event {
    let (unit, phase) = (MouseWheelUnit::Point, TouchPhase::Move);
    Event::MouseWheel {
        unit,
        source: egui::MouseWheelSource::Wheel,
        phase,
        delta: vec2(0.0, points),
        modifiers: Modifiers::NONE,
    }
}

/// Mean, 99th percentile and worst, in milliseconds.
pub(crate) fn summary(times: &mut [Duration]) -> [f64; 3] {
    times.sort_unstable();
    let mean = times.iter().sum::<Duration>() / times.len() as u32;
    let p99 = times[(times.len() * 99 / 100).min(times.len() - 1)];
    [mean, p99, times[times.len() - 1]].map(|time| time.as_secs_f64() * 1e3)
}

/// Time that this thread has run: other programs do not lengthen it.
#[cfg(unix)]
pub(crate) fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// The time of day, where a thread's own is not to be had.
#[cfg(not(unix))]
pub(crate) fn cpu() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}
