//! The binary: hands over to the command line.

use std::{env, io::Write, path::PathBuf, process::ExitCode};

use runsheet::{
    app::First,
    shell::launch::{Launch, launch},
};

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let first = match args[..] {
        ["live", ceremony] => First::Live { ceremony: ceremony.into() },
        ["resume", sid] => First::Resume { sid: sid.into() },
        _ => First::Home,
    };
    let folder = |name| env::var_os(name).map(PathBuf::from).unwrap_or_default();
    let (config_dir, data_dir) = (folder("RUNSHEET_CONFIG_DIR"), folder("RUNSHEET_DATA_DIR"));
    match launch(Launch { first, config_dir, data_dir, ..Launch::default() }) {
        Ok(outcome) => ExitCode::from(outcome.code()),
        Err(refused) => {
            let _ = writeln!(std::io::stderr(), "runsheet: {refused}");
            ExitCode::from(refused.code())
        }
    }
}
