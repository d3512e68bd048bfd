#include "tools/cli/output/completion.hpp"

#include <fmt/format.h>

namespace tierline::cli {

namespace {

std::string names_of(const std::vector<CommandHelp>& commands) {
  std::string out;
  for (const CommandHelp& command : commands) {
    out += fmt::format("{}{}", out.empty() ? "" : " ", command.name);
  }
  return out;
}

/// Text inside single quotes of any of the three shells.
std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

// ---- bash ---------------------------------------------------------------------------------------

/// What may follow an option that takes a value: `--format) COMPREPLY=(...) ;;`
std::string bash_values(const OptionHelp& option) {
  if (option.names.empty() || !option.takes_value) return "";
  const std::string pattern = fmt::format("{}", fmt::join(option.names, "|"));
  const std::string reply =
      !option.choices.empty() ? fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$word\"))",
                                            fmt::join(option.choices, " "))
      : option.takes_path     ? std::string("COMPREPLY=($(compgen -f -- \"$word\"))")
                              : std::string("COMPREPLY=()");
  return fmt::format("        {}) {}; return ;;\n", pattern, reply);
}

std::string bash_command(const CommandHelp& command) {
  std::string values;
  std::string flags;
  std::string places;
  for (const OptionHelp& option : command.options) {
    values += bash_values(option);
    for (const std::string& name : option.names) flags += (flags.empty() ? "" : " ") + name;
    if (option.names.empty() && !option.choices.empty()) {
      places = fmt::format("compgen -W '{}' -- \"$word\"", fmt::join(option.choices, " "));
    } else if (option.names.empty()) {
      places = "compgen -f -- \"$word\"";
    }
  }
  std::string out = fmt::format("    {})\n", command.name);
  if (!values.empty()) out += "      case \"$before\" in\n" + values + "      esac\n";
  out += fmt::format(
      "      if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '{}' -- \"$word\"))\n", flags);
  out += places.empty() ? "      fi ;;\n"
                        : fmt::format("      else COMPREPLY=($({})); fi ;;\n", places);
  return out;
}

std::string bash_script(const std::vector<CommandHelp>& commands) {
  std::string out =
      "# bash completion for tierline; made by `tierline completion bash`\n"
      "_tierline() {\n"
      "  local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
      "  COMPREPLY=()\n"
      "  if ((COMP_CWORD == 1)); then\n";
  out += fmt::format(
      "    COMPREPLY=($(compgen -W '{} --help --version' -- \"$word\"))\n    return\n  fi\n",
      names_of(commands));
  out += "  case \"${COMP_WORDS[1]}\" in\n";
  for (const CommandHelp& command : commands) out += bash_command(command);
  return out + "  esac\n}\ncomplete -o filenames -F _tierline tierline\n";
}

// ---- zsh ----------------------------------------------------------------------------------------

/// `_arguments` gives colons and brackets a meaning of their own.
std::string zsh_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ':' || c == '[' || c == ']') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_action(const OptionHelp& option) {
  if (!option.choices.empty()) return fmt::format(":value:({})", fmt::join(option.choices, " "));
  if (option.takes_path) return ":path:_files";
  return option.takes_value ? ":value: " : "";
}

std::string zsh_option(const OptionHelp& option) {
  if (option.names.empty()) {
    return "      " + in_quotes("*" + zsh_action(option)) + " \\\n";
  }
  std::string out;
  for (const std::string& name : option.names) {
    out += fmt::format(
        "      {} \\\n",
        in_quotes(fmt::format("{}[{}]{}", name, zsh_escaped(option.about), zsh_action(option))));
  }
  return out;
}

std::string zsh_script(const std::vector<CommandHelp>& commands) {
  std::string out =
      "#compdef tierline\n"
      "# zsh completion for tierline; made by `tierline completion zsh`\n"
      "_tierline() {\n"
      "  if (( CURRENT == 2 )); then\n"
      "    local -a commands\n"
      "    commands=(\n";
  for (const CommandHelp& command : commands) {
    out += fmt::format("      {}\n", in_quotes(command.name + ":" + zsh_escaped(command.about)));
  }
  out += "    )\n    _describe command commands\n    return\n  fi\n";
  out += "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n";
  for (const CommandHelp& command : commands) {
    out += fmt::format("    {})\n      _arguments \\\n", command.name);
    for (const OptionHelp& option : command.options) out += zsh_option(option);
    out += "      && return ;;\n";
  }
  return out + "  esac\n}\n_tierline \"$@\"\n";
}

// ---- fish ---------------------------------------------------------------------------------------

std::string fish_option(const CommandHelp& command, const OptionHelp& option) {
  std::string out =
      fmt::format("complete -c tierline -n '__fish_seen_subcommand_from {}'", command.name);
  for (const std::string& name : option.names) {
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  const bool has_choices = !option.choices.empty();
  if (!option.names.empty() && option.takes_value) out += " -r";
  if (has_choices) out += fmt::format(" -f -a '{}'", fmt::join(option.choices, " "));
  if (!has_choices && option.takes_path) out += " -F";
  return out + " -d " + in_quotes(option.about) + "\n";
}

std::string fish_script(const std::vector<CommandHelp>& commands) {
  std::string out =
      "# fish completion for tierline; made by `tierline completion fish`\n"
      "complete -c tierline -f\n";
  for (const CommandHelp& command : commands) {
    out += fmt::format("complete -c tierline -n __fish_use_subcommand -a {} -d {}\n", command.name,
                       in_quotes(command.about));
  }
  for (const CommandHelp& command : commands) {
    for (const OptionHelp& option : command.options) out += fish_option(command, option);
  }
  return out;
}

}  // namespace

std::string completion_script(Shell shell, const std::vector<CommandHelp>& commands) {
  switch (shell) {
    case Shell::Bash:
      return bash_script(commands);
    case Shell::Zsh:
      return zsh_script(commands);
    case Shell::Fish:
      return fish_script(commands);
  }
  return "";
}

}  // namespace tierline::cli
