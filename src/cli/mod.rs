//! One file per command: parse, call, print. Never computes.
