#include "compiler/checked/names/dependencies.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tierline::checked {

namespace {

/// `from` uses `to` at `span`; nodes by their number in the graph.
struct Edge {
  size_t to;
  Span span;
};

/// Definitions, then bands, then ledgers, then the tier.
class Graph {
 public:
  explicit Graph(const Work& work) : work_(work), edges_(size() + 1) {}

  size_t size() const { return tier() + 1; }
  /// Nothing needs the claims, so they have no place in the order; but they ask `at` other days.
  size_t claims() const { return size(); }
  size_t define(uint32_t index) const { return index; }
  size_t bands(uint32_t index) const { return work_.defines.size() + index; }
  size_t ledger(uint32_t index) const { return bands(0) + work_.bands.size() + index; }
  size_t tier() const { return ledger(0) + work_.ledgers.size(); }

  Node node(size_t number) const;
  std::string name(size_t number) const;
  Span span(size_t number) const;
  const std::vector<Edge>& edges(size_t number) const { return edges_[number]; }
  void add(size_t from, size_t to, Span span, bool elsewhere) {
    edges_[from].push_back({to, span});
    if (elsewhere) elsewhere_.push_back(to);
  }
  /// The nodes that are asked `at` another day, directly or through others.
  std::vector<bool> asked_elsewhere() const;

 private:
  const Work& work_;
  std::vector<std::vector<Edge>> edges_;
  std::vector<size_t> elsewhere_;
};

std::vector<bool> Graph::asked_elsewhere() const {
  std::vector<bool> asked(size());
  std::vector<size_t> open = elsewhere_;
  while (!open.empty()) {
    const size_t number = open.back();
    open.pop_back();
    if (asked[number]) continue;
    asked[number] = true;
    for (const Edge& edge : edges_[number]) open.push_back(edge.to);
  }
  return asked;
}

Node Graph::node(size_t number) const {
  const auto index = [](size_t i) { return static_cast<uint32_t>(i); };
  if (number >= tier()) return {NodeKind::Tier, 0};
  if (number >= ledger(0)) return {NodeKind::Ledger, index(number - ledger(0))};
  if (number >= bands(0)) return {NodeKind::Bands, index(number - bands(0))};
  return {NodeKind::Define, index(number)};
}

std::string Graph::name(size_t number) const {
  const Node one = node(number);
  switch (one.kind) {
    case NodeKind::Define:
      return work_.defines[one.index].decl->name.text;
    case NodeKind::Bands:
      return work_.bands[one.index].decl->name.text;
    case NodeKind::Ledger:
      return work_.program.ledgers[one.index].name;
    case NodeKind::Tier:
      return "tier";
  }
  return "";
}

Span Graph::span(size_t number) const {
  const Node one = node(number);
  switch (one.kind) {
    case NodeKind::Define:
      return work_.defines[one.index].decl->name.span;
    case NodeKind::Bands:
      return work_.bands[one.index].decl->name.span;
    case NodeKind::Ledger:
      return work_.program.ledgers[one.index].span;
    case NodeKind::Tier:
      return work_.program.enums[0].span;
  }
  return {};
}

// ---- what an expression uses ----

/// Walks one expression and notes what it uses. Names mean what they mean where they stand: the
/// fields of the entry at hand and the parameters come before everything else.
class Walk {
 public:
  Walk(const Work& work, Graph& graph, size_t from) : work_(work), graph_(graph), from_(from) {}

  void parameters(const std::vector<ParameterInfo>* parameters) { parameters_ = parameters; }
  void expression(ast::ExprId id, uint32_t ledger = kNone);

 private:
  struct Step {
    ast::ExprId id;
    uint32_t ledger;         // of the entry at hand
    bool elsewhere = false;  // inside `E at D`, in E
  };

  bool is_local(const std::string& name, uint32_t ledger) const;
  void use(const ast::Expr& expr, const std::string& name, bool elsewhere);
  void note(const ast::Expr& expr, Step step, uint32_t& ledger_of_kids);

  const Work& work_;
  Graph& graph_;
  size_t from_;
  const std::vector<ParameterInfo>* parameters_ = nullptr;
};

bool Walk::is_local(const std::string& name, uint32_t ledger) const {
  if (ledger != kNone && work_.ledgers[ledger].by_name.contains(name)) return true;
  if (!parameters_) return false;
  return std::any_of(parameters_->begin(), parameters_->end(),
                     [&](const ParameterInfo& one) { return one.name == name; });
}

void Walk::use(const ast::Expr& expr, const std::string& name, bool elsewhere) {
  const Symbol* found = work_.symbols.find(name);
  if (!found) return;
  if (found->kind == SymbolKind::Define)
    graph_.add(from_, graph_.define(found->index), expr.span, elsewhere);
  if (found->kind == SymbolKind::Bands)
    graph_.add(from_, graph_.bands(found->index), expr.span, elsewhere);
  if (found->kind == SymbolKind::Ledger)
    graph_.add(from_, graph_.ledger(found->index), expr.span, elsewhere);
  const bool by_tier = found->kind == SymbolKind::Table && expr.kind == ast::ExprKind::Name &&
                       work_.tables[found->index].matrix_row;
  if (by_tier) graph_.add(from_, graph_.tier(), expr.span, elsewhere);
}

void Walk::note(const ast::Expr& expr, Step step, uint32_t& ledger_of_kids) {
  switch (expr.kind) {
    case ast::ExprKind::Name:
      if (expr.text == "tier")
        graph_.add(from_, graph_.tier(), expr.span, step.elsewhere);
      else if (!is_local(expr.text, step.ledger))
        use(expr, expr.text, step.elsewhere);
      return;
    case ast::ExprKind::Call:
      use(expr, expr.text, step.elsewhere);
      return;
    case ast::ExprKind::BandsOf:
      use(expr, expr.unit, step.elsewhere);
      return;
    case ast::ExprKind::Aggregate:
    case ast::ExprKind::Split: {
      const Symbol* found = work_.symbols.find(expr.unit);
      if (!found || found->kind != SymbolKind::Ledger) return;
      use(expr, expr.unit, step.elsewhere);
      ledger_of_kids = found->index;
      return;
    }
    default:
      return;
  }
}

void Walk::expression(ast::ExprId id, uint32_t ledger) {
  std::vector<Step> open = {{id, ledger}};
  while (!open.empty()) {
    const Step step = open.back();
    open.pop_back();
    const ast::Expr& expr = work_.ast[step.id];
    uint32_t ledger_of_kids = step.ledger;
    note(expr, step, ledger_of_kids);
    for (size_t i = expr.kids.size(); i > 0; --i) {
      const bool shifted = expr.kind == ast::ExprKind::At && i == 1;
      const bool outside = expr.kind == ast::ExprKind::Split && i == 1;  // the amount
      open.push_back(
          {expr.kids[i - 1], outside ? step.ledger : ledger_of_kids, step.elsewhere || shifted});
    }
  }
}

void walk_define(const Work& work, Graph& graph, uint32_t index) {
  const DefineInfo& info = work.defines[index];
  Walk walk(work, graph, graph.define(index));
  walk.parameters(&info.parameters);
  walk.expression(info.decl->value);
  for (const ast::Exception& exception : info.decl->exceptions) {
    if (exception.when) walk.expression(*exception.when);
    walk.expression(exception.value);
  }
}

void walk_ledger(const Work& work, Graph& graph, uint32_t index) {
  Walk walk(work, graph, graph.ledger(index));
  for (const ast::Field& field : work.ledgers[index].decl->fields) {
    if (field.derived) walk.expression(*field.value, index);
  }
}

void walk_tiers(const Work& work, Graph& graph) {
  Walk walk(work, graph, graph.tier());
  for (const ast::TierDecl* decl : work.tier_decls) {
    if (!decl) continue;
    for (const ast::Requirement& one : decl->requirements) walk.expression(one.condition);
  }
}

/// What moves the tier is worked out with the requirements, so it cannot look at the tier either.
void walk_status(const Work& work, Graph& graph) {
  if (!work.status) return;
  Walk walk(work, graph, graph.tier());
  const ast::StatusDecl& status = *work.status;
  for (const auto* line : {&status.starts, &status.ends, &status.holds}) {
    if (*line && (*line)->value) walk.expression(*(*line)->value);
  }
  if (status.promote) walk.expression(status.promote->value);
  if (!status.assess) return;
  if (status.assess->anniversary) walk.expression(*status.assess->anniversary);
  if (status.assess->once) walk.expression(*status.assess->once);
}

void walk_claims(const Work& work, Graph& graph) {
  Walk walk(work, graph, graph.claims());
  for (const ast::Decl& decl : work.ast.decls) {
    const auto* claim = std::get_if<ast::ClaimDecl>(&decl);
    if (!claim) continue;
    walk.expression(claim->subject);
    if (claim->given) walk.expression(*claim->given);
  }
}

Graph graph_of(const Work& work) {
  Graph graph(work);
  for (uint32_t i = 0; i < work.defines.size(); ++i) walk_define(work, graph, i);
  for (uint32_t i = 0; i < work.bands.size(); ++i) {
    Walk(work, graph, graph.bands(i)).expression(work.bands[i].decl->axis);
  }
  for (uint32_t i = 0; i < work.ledgers.size(); ++i) walk_ledger(work, graph, i);
  walk_tiers(work, graph);
  walk_status(work, graph);
  walk_claims(work, graph);
  return graph;
}

void mark_elsewhere(Work& work, const Graph& graph) {
  const std::vector<bool> asked = graph.asked_elsewhere();
  for (size_t number = 0; number < asked.size(); ++number) {
    if (!asked[number]) continue;
    const Node node = graph.node(number);
    if (node.kind == NodeKind::Define) work.defines[node.index].asked_elsewhere = true;
    if (node.kind == NodeKind::Bands) work.bands[node.index].asked_elsewhere = true;
    if (node.kind == NodeKind::Ledger) work.ledgers[node.index].asked_elsewhere = true;
    if (node.kind == NodeKind::Tier) work.tier_elsewhere = true;
  }
}

// ---- the order, and its cycles ----

/// Depth first, with its own stack: a chain of ten thousand definitions is not a deep recursion.
class Ordering {
 public:
  Ordering(Work& work, const Graph& graph)
      : work_(work), graph_(graph), colors_(graph.size(), Color::New), bad_(graph.size()) {}

  std::vector<Node> run();

 private:
  enum class Color : uint8_t { New, Open, Done };
  struct Step {
    size_t node;
    size_t next_edge;
  };

  void visit(size_t root);
  void follow(const Edge& edge);
  void report_cycle(const Edge& closing);
  void mark_bad(size_t number);

  Work& work_;
  const Graph& graph_;
  std::vector<Color> colors_;
  std::vector<bool> bad_;  // in a cycle that was reported
  std::vector<Step> path_;
  std::vector<Node> order_;
};

void Ordering::mark_bad(size_t number) {
  bad_[number] = true;
  const Node node = graph_.node(number);
  switch (node.kind) {
    case NodeKind::Define:
      work_.defines[node.index].state = State::Bad;
      return;
    case NodeKind::Bands:
      work_.bands[node.index].state = State::Bad;
      return;
    case NodeKind::Tier:
      work_.tier = State::Bad;
      return;
    case NodeKind::Ledger:
      for (State& field : work_.ledgers[node.index].fields) {
        if (field == State::Unchecked) field = State::Bad;
      }
      return;
  }
}

void Ordering::report_cycle(const Edge& closing) {
  const auto is_target = [&](const Step& step) { return step.node == closing.to; };
  const auto first = std::find_if(path_.begin(), path_.end(), is_target);
  const bool known =
      std::all_of(first, path_.end(), [&](const Step& step) { return bad_[step.node]; });
  if (known) return;
  std::string text = fmt::format("`{}` needs ", graph_.name(closing.to));
  for (auto step = first + 1; step != path_.end(); ++step) {
    text += fmt::format("`{}`, which needs ", graph_.name(step->node));
  }
  const std::string end = path_.end() - first == 1 ? "itself" : "`" + graph_.name(closing.to) + "`";
  auto& error =
      work_.report(Code::DefinitionCycle, graph_.span(closing.to), fmt::format("{}{}", text, end));
  for (auto step = first; step != path_.end(); ++step) {
    const bool last = step + 1 == path_.end();
    const Edge& edge = last ? closing : graph_.edges(step->node)[step->next_edge - 1];
    label(error, edge.span,
          fmt::format("`{}` needs `{}` here", graph_.name(step->node), graph_.name(edge.to)));
    mark_bad(step->node);
  }
  const bool over_time = work_.status && std::any_of(first, path_.end(), [&](const Step& step) {
                           return graph_.node(step.node).kind == NodeKind::Tier;
                         });
  error.hint = over_time ? "ask for the tier of yesterday: `tier before today`"
                         : "nothing can be worked out from itself: take one of these uses out";
}

void Ordering::follow(const Edge& edge) {
  if (colors_[edge.to] == Color::Open) report_cycle(edge);
  if (colors_[edge.to] != Color::New) return;
  colors_[edge.to] = Color::Open;
  path_.push_back({edge.to, 0});
}

void Ordering::visit(size_t root) {
  if (colors_[root] != Color::New) return;
  colors_[root] = Color::Open;
  path_.push_back({root, 0});
  while (!path_.empty()) {
    Step& step = path_.back();
    const auto& edges = graph_.edges(step.node);
    if (step.next_edge < edges.size()) {
      follow(edges[step.next_edge++]);
      continue;
    }
    colors_[step.node] = Color::Done;
    order_.push_back(graph_.node(step.node));
    path_.pop_back();
  }
}

std::vector<Node> Ordering::run() {
  for (size_t number = 0; number < graph_.size(); ++number) visit(number);
  return std::move(order_);
}

}  // namespace

std::vector<Node> order_of_checking(Work& work) {
  const Graph graph = graph_of(work);
  mark_elsewhere(work, graph);
  return Ordering(work, graph).run();
}

}  // namespace tierline::checked
