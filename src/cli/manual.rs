//! `runsheet completions` and `runsheet man`: what packagers and shells want to know about the command line.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;

use super::{args::Cli, failure::Outcome};

pub(super) fn completions(shell: Shell, out: &mut dyn Write) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "runsheet", &mut script);
    out.write_all(&script)?;
    Ok(())
}

pub(super) fn page(out: &mut dyn Write) -> Outcome {
    clap_mangen::Man::new(Cli::command()).render(out)?;
    Ok(())
}
