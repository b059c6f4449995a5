// The C interface between the managed library and libtorch. Its workhorse, lt_call, runs any ATen operator through the
// dispatcher: an operator is resolved by name once, and its schema converts arguments and supplies defaults, so one
// function serves every operator, device and libtorch from 1.13 on.
//
// A tensor handle is a TensorImpl* that owns one reference. Every function that can fail returns a negative number and
// leaves the message in lt_error().

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/csrc/autograd/autograd.h>

#include <dlfcn.h>

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

#define LT_API extern "C" __attribute__((visibility("default")))

namespace {

using at::Tensor;
using c10::IValue;

thread_local std::string last_error;

enum Kind : int32_t { kNone, kTensor, kInt, kDouble, kBool, kIntList, kTensorList, kString, kDevice, kDoubleList, kGenerator, kDefault };

// What the managed side passes and gets back: a kind, the length of a list (or the type of a device), and the value.
struct Value {
  int32_t kind;
  int32_t count;
  union {
    int64_t i;
    double d;
    void* p;
  };
};

// How an argument must be converted before the operator sees it.
enum class Want : uint8_t { kAsIs, kFloat, kBool, kTensorList, kOptionalTensorList, kFloatList };

struct Operator {
  c10::OperatorHandle handle;
  std::vector<Want> wants;
};

// A deque, so that an operator stays where it is while others are added.
std::deque<Operator> operators;
std::mutex operators_lock;

template <class F>
auto guarded(F body) -> decltype(body()) {
  try {
    return body();
  } catch (const c10::Error& e) {
    last_error = e.what_without_backtrace();
  } catch (const std::exception& e) {
    last_error = e.what();
  } catch (...) {
    last_error = "unknown native error";
  }
  return static_cast<decltype(body())>(-1);
}

Tensor borrow(void* handle) {
  if (handle == nullptr) return Tensor();
  return Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(static_cast<c10::TensorImpl*>(handle)));
}

void* give(Tensor tensor) {
  return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

c10::TensorImpl* impl(void* handle) { return static_cast<c10::TensorImpl*>(handle); }

// A Tensor that looks at a handle without counting a reference.
struct View {
  explicit View(void* handle)
      : tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(impl(handle))) {}
  ~View() { tensor.unsafeReleaseTensorImpl(); }
  Tensor tensor;
};

Want classify(c10::TypePtr type) {
  if (type->kind() == c10::TypeKind::OptionalType) type = type->expectRef<c10::OptionalType>().getElementType();
  switch (type->kind()) {
    case c10::TypeKind::FloatType:
      return Want::kFloat;
    case c10::TypeKind::BoolType:
      return Want::kBool;
    case c10::TypeKind::ListType: {
      auto element = type->expectRef<c10::ListType>().getElementType()->kind();
      if (element == c10::TypeKind::TensorType) return Want::kTensorList;
      if (element == c10::TypeKind::OptionalType) return Want::kOptionalTensorList;
      if (element == c10::TypeKind::FloatType) return Want::kFloatList;
      return Want::kAsIs;
    }
    default:
      return Want::kAsIs;
  }
}

std::vector<Tensor> tensors_of(const Value& value) {
  std::vector<Tensor> tensors;
  tensors.reserve(value.count);
  for (int32_t k = 0; k < value.count; k++) tensors.push_back(borrow(static_cast<void**>(value.p)[k]));
  return tensors;
}

IValue optional_tensors_of(const Value& value) {
  c10::impl::GenericList list(c10::OptionalType::create(c10::TensorType::get()));
  for (int32_t k = 0; k < value.count; k++) {
    void* handle = static_cast<void**>(value.p)[k];
    list.push_back(handle == nullptr ? IValue() : IValue(borrow(handle)));
  }
  return IValue(std::move(list));
}

IValue to_ivalue(const Value& value, Want want) {
  switch (value.kind) {
    case kNone:
      return IValue();
    case kTensor:
      return IValue(borrow(value.p));
    case kInt:
      if (want == Want::kFloat) return IValue(static_cast<double>(value.i));
      if (want == Want::kBool) return IValue(value.i != 0);
      return IValue(value.i);
    case kDouble:
      return IValue(value.d);
    case kBool:
      return IValue(value.i != 0);
    case kIntList: {
      auto data = static_cast<const int64_t*>(value.p);
      if (want == Want::kFloatList) return IValue(std::vector<double>(data, data + value.count));
      return IValue(std::vector<int64_t>(data, data + value.count));
    }
    case kDoubleList: {
      auto data = static_cast<const double*>(value.p);
      return IValue(std::vector<double>(data, data + value.count));
    }
    case kTensorList:
      return want == Want::kOptionalTensorList ? optional_tensors_of(value) : IValue(tensors_of(value));
    case kString:
      return IValue(std::string(static_cast<const char*>(value.p), value.count));
    case kDevice:
      return IValue(c10::Device(static_cast<c10::DeviceType>(value.count), static_cast<c10::DeviceIndex>(value.i)));
    case kGenerator:
      return IValue(at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(value.p))));
    default:
      TORCH_CHECK(false, "unknown argument kind ", value.kind);
  }
}

void push_result(const IValue& result, std::vector<Value>& results) {
  Value value{kNone, 0, {0}};
  if (result.isTensor()) {
    value.kind = kTensor;
    value.p = give(result.toTensor());
  } else if (result.isTensorList()) {
    for (const Tensor& tensor : result.toTensorVector()) push_result(IValue(tensor), results);
    return;
  } else if (result.isInt()) {
    value.kind = kInt;
    value.i = result.toInt();
  } else if (result.isDouble()) {
    value.kind = kDouble;
    value.d = result.toDouble();
  } else if (result.isBool()) {
    value.kind = kBool;
    value.i = result.toBool();
  } else {
    TORCH_CHECK(result.isNone(), "results of type ", result.tagKind(), " are not supported");
  }
  results.push_back(value);
}

// The results of the last call on this thread that did not fit into the caller's buffer.
thread_local std::vector<Value> results;

}  // namespace

LT_API const char* lt_error() { return last_error.c_str(); }

LT_API int32_t lt_resolve(const char* name, const char* overload) {
  return guarded([&]() -> int32_t {
    auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
    Operator op{handle, {}};
    for (const auto& argument : handle.schema().arguments()) op.wants.push_back(classify(argument.type()));
    std::lock_guard<std::mutex> lock(operators_lock);
    operators.push_back(std::move(op));
    return static_cast<int32_t>(operators.size() - 1);
  });
}

// Runs an operator. Arguments that are left out at the end take the schema's defaults. Returns how many results there
// are; the first `capacity` are in `out`, and lt_results fetches all of them when there are more.
LT_API int32_t lt_call(int32_t id, const Value* arguments, int32_t count, Value* out, int32_t capacity) {
  return guarded([&]() -> int32_t {
    const Operator* op;
    {
      std::lock_guard<std::mutex> lock(operators_lock);
      op = &operators.at(id);
    }
    const auto& formal = op->handle.schema().arguments();
    TORCH_CHECK(count <= static_cast<int32_t>(formal.size()), op->handle.schema(), " takes ", formal.size(), " arguments, not ", count);
    torch::jit::Stack stack;
    stack.reserve(formal.size());
    for (size_t k = 0; k < formal.size(); k++) {
      bool given = static_cast<int32_t>(k) < count && arguments[k].kind != kDefault;
      if (!given) TORCH_CHECK(formal[k].default_value().has_value(), op->handle.schema(), " needs the argument ", formal[k].name());
      stack.push_back(given ? to_ivalue(arguments[k], op->wants[k]) : *formal[k].default_value());
    }
    op->handle.callBoxed(&stack);
    results.clear();
    for (const IValue& result : stack) push_result(result, results);
    int32_t total = static_cast<int32_t>(results.size());
    for (int32_t k = 0; k < total && k < capacity; k++) out[k] = results[k];
    return total;
  });
}

LT_API void lt_results(Value* out) { std::copy(results.begin(), results.end(), out); }

LT_API void lt_release(void* tensor) { c10::raw::intrusive_ptr::decref(impl(tensor)); }

LT_API void* lt_alias(void* tensor) { return give(borrow(tensor)); }

LT_API int64_t lt_dim(void* tensor) { return View(tensor).tensor.dim(); }
LT_API int64_t lt_numel(void* tensor) { return View(tensor).tensor.numel(); }
LT_API int32_t lt_dtype(void* tensor) { return static_cast<int32_t>(View(tensor).tensor.scalar_type()); }
LT_API int32_t lt_device_type(void* tensor) { return static_cast<int32_t>(View(tensor).tensor.device().type()); }
LT_API int32_t lt_device_index(void* tensor) { return View(tensor).tensor.device().index(); }
LT_API int32_t lt_is_contiguous(void* tensor) { return View(tensor).tensor.is_contiguous(); }
LT_API int32_t lt_is_leaf(void* tensor) { return View(tensor).tensor.is_leaf(); }
LT_API int32_t lt_requires_grad(void* tensor) { return View(tensor).tensor.requires_grad(); }
LT_API int64_t lt_storage_offset(void* tensor) { return View(tensor).tensor.storage_offset(); }

LT_API void lt_sizes(void* tensor, int64_t* sizes, int64_t* strides) {
  View view(tensor);
  if (sizes != nullptr) std::copy(view.tensor.sizes().begin(), view.tensor.sizes().end(), sizes);
  if (strides != nullptr) std::copy(view.tensor.strides().begin(), view.tensor.strides().end(), strides);
}

LT_API int32_t lt_data(void* tensor, void** data) {
  return guarded([&]() -> int32_t {
    *data = View(tensor).tensor.data_ptr();
    return 0;
  });
}

LT_API int32_t lt_set_requires_grad(void* tensor, int32_t value) {
  return guarded([&]() -> int32_t {
    View(tensor).tensor.set_requires_grad(value != 0);
    return 0;
  });
}

LT_API int32_t lt_retain_grad(void* tensor) {
  return guarded([&]() -> int32_t {
    View(tensor).tensor.retain_grad();
    return 0;
  });
}

LT_API void* lt_grad(void* tensor) { return give(View(tensor).tensor.grad()); }

LT_API int32_t lt_set_grad(void* tensor, void* grad) {
  return guarded([&]() -> int32_t {
    View(tensor).tensor.mutable_grad() = borrow(grad);
    return 0;
  });
}

LT_API int32_t lt_backward(const Value* tensors, const Value* grads, int32_t retain, int32_t create, const Value* inputs) {
  return guarded([&]() -> int32_t {
    torch::autograd::backward(tensors_of(*tensors), tensors_of(*grads), retain != 0, create != 0, tensors_of(*inputs));
    return 0;
  });
}

// The gradients of `outputs` with respect to `inputs`, one handle each (null where unused).
LT_API int32_t lt_autograd_grad(const Value* outputs, const Value* inputs, const Value* grads, int32_t retain, int32_t create,
                                int32_t allow_unused, void** out) {
  return guarded([&]() -> int32_t {
    auto found = torch::autograd::grad(tensors_of(*outputs), tensors_of(*inputs), tensors_of(*grads), retain != 0, create != 0,
                                       allow_unused != 0);
    for (size_t k = 0; k < found.size(); k++) out[k] = give(found[k]);
    return static_cast<int32_t>(found.size());
  });
}

LT_API int32_t lt_grad_mode() { return c10::GradMode::is_enabled(); }
LT_API void lt_set_grad_mode(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }
LT_API int32_t lt_inference_mode() { return c10::InferenceMode::is_enabled(); }
LT_API void* lt_inference_enter(int32_t enabled) { return new c10::InferenceMode(enabled != 0); }
LT_API void lt_inference_exit(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

LT_API int32_t lt_device_count(int32_t type) {
  return guarded([&]() -> int32_t {
    auto device = static_cast<c10::DeviceType>(type);
    if (device == c10::DeviceType::CPU) return 1;
    return c10::impl::hasDeviceGuardImpl(device) ? c10::impl::getDeviceGuardImpl(device)->deviceCount() : 0;
  });
}

// A libtorch over OpenBLAS with threads of its own does not hand its count on: matrix products would go on using every core,
// and their last bits would depend on how many there are.
static void set_blas_threads(int32_t count) {
  using SetThreads = void (*)(int);
  if (auto* set = reinterpret_cast<SetThreads>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"))) set(count);
}

LT_API int32_t lt_threads() { return at::get_num_threads(); }
LT_API int32_t lt_interop_threads() { return at::get_num_interop_threads(); }

LT_API int32_t lt_set_threads(int32_t count, int32_t interop) {
  return guarded([&]() -> int32_t {
    interop != 0 ? at::set_num_interop_threads(count) : at::set_num_threads(count);
    if (interop == 0) set_blas_threads(count);
    return 0;
  });
}

LT_API int32_t lt_manual_seed(int64_t seed) {
  return guarded([&]() -> int32_t {
    at::manual_seed(static_cast<uint64_t>(seed));
    return 0;
  });
}

LT_API void* lt_generator(int64_t seed) { return at::make_generator<at::CPUGeneratorImpl>(static_cast<uint64_t>(seed)).unsafeReleaseGeneratorImpl(); }

LT_API void* lt_default_generator() {
  auto generator = at::globalContext().defaultGenerator(c10::Device(c10::DeviceType::CPU));
  return generator.unsafeReleaseGeneratorImpl();
}

LT_API void lt_generator_release(void* generator) { c10::raw::intrusive_ptr::decref(static_cast<c10::GeneratorImpl*>(generator)); }
LT_API void lt_generator_seed(void* generator, int64_t seed) { static_cast<c10::GeneratorImpl*>(generator)->set_current_seed(static_cast<uint64_t>(seed)); }
LT_API int64_t lt_generator_initial_seed(void* generator) { return static_cast<int64_t>(static_cast<c10::GeneratorImpl*>(generator)->current_seed()); }
LT_API int64_t lt_generator_reseed(void* generator) { return static_cast<int64_t>(static_cast<c10::GeneratorImpl*>(generator)->seed()); }

LT_API int32_t lt_generator_state(void* generator, void** state) {
  return guarded([&]() -> int32_t {
    *state = static_cast<c10::GeneratorImpl*>(generator)->get_state().release();
    return 0;
  });
}

LT_API int32_t lt_generator_set_state(void* generator, void* state) {
  return guarded([&]() -> int32_t {
    static_cast<c10::GeneratorImpl*>(generator)->set_state(*impl(state));
    return 0;
  });
}
