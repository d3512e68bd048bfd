#include "tools/bulk/duckdb/library.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>
#include <system_error>

namespace tierline::bulk::duckdb {

namespace {

namespace fs = std::filesystem;

constexpr const char* kVariable = "TIERLINE_DUCKDB";
constexpr const char* kFile = "libduckdb.so";
constexpr int kFoldersAbove = 4;  // build/release/tests/unit/x: as deep as programs of a build are

/// The functions found so far; the name of the first that is not there.
struct Loading {
  void* handle = nullptr;
  std::string missing;

  template <class Function>
  void find(const char* name, Function& out) {
    const std::string symbol = fmt::format("duckdb_{}", name);
    out = reinterpret_cast<Function>(::dlsym(handle, symbol.c_str()));
    if (out == nullptr && missing.empty()) missing = symbol;
  }
};

#define TIERLINE_FIND(name) loading.find(#name, out.name)

void find_statements(Loading& loading, Library& out) {
  TIERLINE_FIND(library_version);
  TIERLINE_FIND(vector_size);
  TIERLINE_FIND(free);
  TIERLINE_FIND(create_config);
  TIERLINE_FIND(set_config);
  TIERLINE_FIND(destroy_config);
  TIERLINE_FIND(open_ext);
  TIERLINE_FIND(close);
  TIERLINE_FIND(connect);
  TIERLINE_FIND(disconnect);
  TIERLINE_FIND(query);
  TIERLINE_FIND(prepare);
  TIERLINE_FIND(prepare_error);
  TIERLINE_FIND(execute_prepared_streaming);
  TIERLINE_FIND(destroy_prepare);
  TIERLINE_FIND(result_error);
  TIERLINE_FIND(destroy_result);
}

void find_columns(Loading& loading, Library& out) {
  TIERLINE_FIND(column_count);
  TIERLINE_FIND(column_name);
  TIERLINE_FIND(column_logical_type);
  TIERLINE_FIND(get_type_id);
  TIERLINE_FIND(decimal_internal_type);
  TIERLINE_FIND(decimal_scale);
  TIERLINE_FIND(create_logical_type);
  TIERLINE_FIND(create_decimal_type);
  TIERLINE_FIND(destroy_logical_type);
  TIERLINE_FIND(fetch_chunk);
  TIERLINE_FIND(data_chunk_get_size);
  TIERLINE_FIND(data_chunk_set_size);
  TIERLINE_FIND(data_chunk_get_vector);
  TIERLINE_FIND(destroy_data_chunk);
  TIERLINE_FIND(vector_get_data);
  TIERLINE_FIND(vector_get_validity);
  TIERLINE_FIND(vector_ensure_validity_writable);
  TIERLINE_FIND(vector_assign_string_element_len);
}

void find_table_functions(Loading& loading, Library& out) {
  TIERLINE_FIND(create_table_function);
  TIERLINE_FIND(table_function_set_name);
  TIERLINE_FIND(table_function_set_extra_info);
  TIERLINE_FIND(table_function_set_bind);
  TIERLINE_FIND(table_function_set_init);
  TIERLINE_FIND(table_function_set_function);
  TIERLINE_FIND(register_table_function);
  TIERLINE_FIND(destroy_table_function);
  TIERLINE_FIND(bind_get_extra_info);
  TIERLINE_FIND(bind_add_result_column);
  TIERLINE_FIND(function_get_extra_info);
  TIERLINE_FIND(function_set_error);
}

#undef TIERLINE_FIND

RunError cannot_use(const std::string& why) {
  return {
      fmt::format("Parquet needs libduckdb: {}; scripts/fetch-duckdb fetches it, {} may name it",
                  why, kVariable)};
}

base::Result<Library, RunError> load(void* handle, const fs::path& path) {
  Library out;
  Loading loading{handle, {}};
  find_statements(loading, out);
  find_columns(loading, out);
  find_table_functions(loading, out);
  if (loading.missing.empty()) return out;
  return cannot_use(fmt::format("`{}` has no function {}", path.string(), loading.missing));
}

/// What the variable names; nothing where it is empty, as if it were not set.
const char* named_library() {
  const char* named = std::getenv(kVariable);
  return named != nullptr && *named != '\0' ? named : nullptr;
}

/// What the system says of the library that could not be opened.
std::string last_error() {
  const char* error = ::dlerror();
  return error == nullptr ? "it cannot be opened" : error;
}

base::Result<Library, RunError> open_first() {
  const bool is_named = named_library() != nullptr;
  std::string why = "it was not found";
  for (const fs::path& path : places_of_library()) {
    void* handle = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle != nullptr) return load(handle, path);
    std::error_code ignored;
    const std::string error = last_error();
    if (is_named || fs::exists(path, ignored)) why = error;
  }
  return cannot_use(why);
}

}  // namespace

std::vector<fs::path> places_of_library() {
  if (const char* named = named_library()) return {named};
  std::vector<fs::path> places;
  std::error_code error;
  fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  if (!error) {
    places.push_back(folder / kFile);
    for (int i = 0; i < kFoldersAbove && folder.has_relative_path(); ++i) {
      folder = folder.parent_path();
      places.push_back(folder / "third_party" / "duckdb" / kFile);
    }
  }
  places.emplace_back(kFile);
  return places;
}

base::Result<const Library*, RunError> library() {
  static const base::Result<Library, RunError> opened = open_first();
  if (!opened) return opened.error();
  return &opened.value();
}

}  // namespace tierline::bulk::duckdb
