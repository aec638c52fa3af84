package dev.dormouse.runtime.objects;

/**
 * Builtin types that no module of this runtime has under a name: Python code gets at them with
 * {@code type(x)} alone, as the library's {@code types} and {@code _collections_abc} do.
 */
public final class UnnamedTypes {
  private UnnamedTypes() {}

  /** The type that calls itself so, or null. A switch, so that one look-up loads one class. */
  public static PyType find(String name) {
    return switch (name) {
      case "function" -> PyFunction.TYPE;
      case "code" -> PyCode.TYPE;
      case "cell" -> PyCell.TYPE;
      case "frame" -> PyFrame.TYPE;
      case "module" -> PyModule.TYPE;
      case "traceback" -> PyTraceback.TYPE;
      case "method" -> PyMethod.TYPE;
      case "generator" -> PyGenerator.TYPE;
      case "coroutine" -> PyCoroutine.TYPE;
      case "async_generator" -> PyAsyncGenerator.TYPE;
      case "mappingproxy" -> PyMappingProxy.TYPE;
      case "SimpleNamespace" -> PySimpleNamespace.TYPE;
      case "GenericAlias" -> PyGenericAlias.TYPE;
      case "UnionType" -> PyUnion.TYPE;
      case "builtin_function_or_method" -> PyBuiltinFunction.TYPE;
      case "wrapper_descriptor" -> PyWrapperDescr.TYPE;
      case "method-wrapper" -> PyMethodWrapper.TYPE;
      case "method_descriptor" -> PyMethodDescr.TYPE;
      case "classmethod_descriptor" -> PyClassMethodDescr.TYPE;
      case "getset_descriptor" -> PyGetSetDescr.TYPE;
      case "member_descriptor" -> PyGetSetDescr.MEMBER_TYPE;
      case "NoneType" -> PyObject.NONE.type;
      case "ellipsis" -> PyObject.ELLIPSIS.type;
      case "NotImplementedType" -> PyObject.NOT_IMPLEMENTED.type;
      default -> iterator(name);
    };
  }

  private static PyType iterator(String name) {
    return switch (name) {
      case "bytes_iterator" -> PyBytesIterator.BYTES_TYPE;
      case "bytearray_iterator" -> PyBytesIterator.BYTEARRAY_TYPE;
      case "dict_keyiterator" -> PyDictIterator.KEY_TYPE;
      case "dict_valueiterator" -> PyDictIterator.VALUE_TYPE;
      case "dict_itemiterator" -> PyDictIterator.ITEM_TYPE;
      case "dict_keys" -> PyDictView.KEYS_TYPE;
      case "dict_values" -> PyDictView.VALUES_TYPE;
      case "dict_items" -> PyDictView.ITEMS_TYPE;
      case "list_iterator" -> PyListIterator.TYPE;
      case "list_reverseiterator" -> PyListIterator.REVERSE_TYPE;
      case "range_iterator" -> PyRangeIterator.TYPE;
      case "longrange_iterator" -> PyLongRangeIterator.TYPE;
      case "set_iterator" -> PySetIterator.TYPE;
      case "str_iterator" -> PyStrIterator.TYPE;
      case "str_ascii_iterator" -> PyStrIterator.ASCII_TYPE;
      case "tuple_iterator" -> PyTupleIterator.TYPE;
      default -> null;
    };
  }
}
