#include "runtime/columnar/memory.hpp"

#include <algorithm>
#include <cstring>

namespace tierline::columnar {

namespace {

constexpr size_t kAlign = 64;

/// Visits the slots that a plan's ends need: answers, the tier, and what is folded.
template <class Visit>
void each_end(const Plan& plan, const Visit& visit) {
  for (const PlannedOutput& output : plan.outputs) visit(output.slot);
  visit(plan.tier);
}

/// From the first step that writes a slot to the last that reads it.
struct Life {
  size_t first = SIZE_MAX;
  size_t last = 0;
  void touch(size_t time) {
    first = std::min(first, time);
    last = std::max(last, time);
  }
};

/// A stretch of entries is run again and again, so what belongs to accounts lives to its end.
std::vector<Life> lives_of(const Plan& plan) {
  std::vector<Life> lives(plan.slots.size());
  size_t time = 0;
  const auto touch = [&](uint32_t slot, size_t at) {
    if (slot != kNoSlot) lives[slot].touch(at);
  };
  for (const Stage& stage : plan.stages) {
    const size_t begin = time;
    const size_t end = begin + stage.steps.size() + 1;
    for (const PlannedStep& planned : stage.steps) {
      ++time;
      planned.each_write([&](uint32_t slot) { touch(slot, time); });
      planned.each_read([&](uint32_t slot) {
        touch(slot, stage.level != 0 && plan.slots[slot].level == 0 ? end : time);
      });
    }
    for (const Reduction& fold : stage.reductions) {
      touch(fold.value, end);
      touch(fold.counts, end);
      touch(fold.dst, begin);
      touch(fold.dst, end);
    }
    time = end;
  }
  each_end(plan, [&](uint32_t slot) { touch(slot, time + 1); });
  return lives;
}

}  // namespace

void drop_dead_steps(Plan& plan) {
  std::vector<uint8_t> needed(plan.slots.size(), 0);
  const auto need = [&](uint32_t slot) {
    if (slot != kNoSlot) needed[slot] = 1;
  };
  each_end(plan, need);
  for (auto stage = plan.stages.rbegin(); stage != plan.stages.rend(); ++stage) {
    for (const Reduction& fold : stage->reductions) {
      need(fold.value);
      need(fold.counts);
    }
    for (auto step = stage->steps.rbegin(); step != stage->steps.rend(); ++step) {
      bool dead = !step->keeps;
      step->each_write([&](uint32_t slot) { dead = dead && needed[slot] == 0; });
      if (dead) {
        step->writes = kNoSlot;
        continue;
      }
      step->each_read(need);
    }
    std::erase_if(stage->steps, [](const PlannedStep& step) { return step.writes == kNoSlot; });
  }
}

size_t bytes_of(Form form, size_t rows) {
  const size_t bytes = form == Form::Number ? rows * 8 : form == Form::Byte ? rows : rows / 8;
  return (bytes + 2 * kAlign - 1) / kAlign * kAlign;  // kernels may read a little beyond
}

Memory::Memory(const Plan& plan, size_t rows) : at_(plan.slots.size(), nullptr) {
  struct Place {
    size_t offset;
    Form form;
    size_t free_from;  // time
  };
  const std::vector<Life> lives = lives_of(plan);
  std::vector<uint32_t> order;
  for (uint32_t slot = 0; slot < plan.slots.size(); ++slot) {
    const Origin origin = plan.slots[slot].origin;
    const bool lasting = origin == Origin::Constant || origin == Origin::Left;
    if (lasting || (origin == Origin::Scratch && lives[slot].first != SIZE_MAX)) {
      order.push_back(slot);
    }
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t a, uint32_t b) { return lives[a].first < lives[b].first; });
  std::vector<Place> places;
  std::vector<size_t> offsets(plan.slots.size(), 0);
  size_t size = 0;
  for (const uint32_t slot : order) {
    const Slot& one = plan.slots[slot];
    const bool lasting = one.origin != Origin::Scratch;
    auto place = std::find_if(places.begin(), places.end(), [&](const Place& free) {
      return !lasting && free.form == one.form && free.free_from < lives[slot].first;
    });
    if (place == places.end()) {
      places.push_back({size, one.form, 0});
      place = places.end() - 1;
      size += bytes_of(one.form, rows);
    }
    place->free_from = lasting ? SIZE_MAX : lives[slot].last;
    offsets[slot] = place->offset;
  }
  bytes_ = std::make_unique<std::byte[]>(size + kAlign);
  const auto begin = reinterpret_cast<uintptr_t>(bytes_.get());
  std::byte* base = bytes_.get() + ((kAlign - begin % kAlign) % kAlign);
  for (const uint32_t slot : order) {
    at_[slot] = base + offsets[slot];
    if (plan.slots[slot].origin != Origin::Constant) continue;
    if (plan.slots[slot].form == Form::Bit) {
      std::memset(at_[slot], plan.slots[slot].value != 0 ? 0xff : 0, rows / 8);
    } else {
      std::fill_n(static_cast<int64_t*>(at_[slot]), rows, plan.slots[slot].value);
    }
  }
}

}  // namespace tierline::columnar
