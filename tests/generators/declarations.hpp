// Declarations: writes declarations one after the other and keeps the world in step.
// Made by: program.cpp    Read by: tests/generators
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/generators/expressions.hpp"

namespace tierline::generators {

class Declarations {
 public:
  Declarations(Choices& choices, int size) : choices_(choices), size_(size) {}

  void program(bool status);
  void tiers_and_enums();
  void calendar();
  void account();
  void ledger();
  void table();
  void define(bool decidable);
  void split();
  void bands();
  void tiers();
  void status();
  void decide();
  void scenario();

  /// All declarations, in the order written or shuffled.
  std::string text();
  const std::map<std::string, std::string>& files() const { return files_; }

 private:
  // declarations.cpp
  Variable field(const std::string& owner);
  std::string field_text(Variable& field);
  Ty any_type();
  Ty number_type();
  Ty parameter_type();
  std::string parameters(std::vector<Variable>& parameters);
  std::string exceptions(const Ty& type, const Scope& scope);
  std::string exception_value(const Ty& type, const Scope& scope);
  std::string because();
  std::string known_days();
  std::string validity(const std::string& from, const std::string& until);
  std::string name(const std::string& stem) { return stem + std::to_string(++names_); }
  int depth() const { return 1 + size_ / 34; }

  // status.cpp
  std::string keeping(bool first);
  /// A requirement of some condition; behind it stand its terms.
  std::string requirement(const std::string& called, const Scope& scope, const std::string& terms);
  std::string promotion(const Scope& scope);
  std::string assessment(const Scope& scope);

  // bands.cpp
  std::string band_axis(Bands& bands, std::vector<std::string>& edges);
  std::string band_lines(const Bands& bands, const std::vector<std::string>& edges);

  // tables.cpp
  std::vector<std::string> words_of(const Ty& key);
  void grid_table(Table& table);
  void overlapping_table(Table& table);
  void matrix_by_one();
  void matrix_by_two();
  void file_table(Table& table);
  std::string constant(const Ty& type);
  std::string table_head(const Table& table, const std::string& rest);

  Choices& choices_;
  int size_;
  World world_;
  Expressions expressions_{world_, choices_};
  std::vector<std::string> declarations_;
  std::map<std::string, std::string> files_;
  int names_ = 0;
};

/// `EUR`, `decimal(3)`, `Region`: the type as a program writes it.
std::string type_text(const World& world, const Ty& type);

}  // namespace tierline::generators
