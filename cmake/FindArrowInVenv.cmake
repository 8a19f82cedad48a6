# Arrow and Parquet come out of the Python package pyarrow in .venv (tools/setup): headers and libraries. Makes the target
# Arrow::Parquet.
file(GLOB arrow_home ${CMAKE_SOURCE_DIR}/.venv/lib/python3*/site-packages/pyarrow)
file(GLOB arrow_library ${arrow_home}/libarrow.so.*)
file(GLOB parquet_library ${arrow_home}/libparquet.so.*)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(ArrowInVenv REQUIRED_VARS arrow_home arrow_library parquet_library)
if(ArrowInVenv_FOUND AND NOT TARGET Arrow::Parquet)
  add_library(Arrow::Parquet INTERFACE IMPORTED)
  target_include_directories(Arrow::Parquet INTERFACE ${arrow_home}/include)
  target_link_libraries(Arrow::Parquet INTERFACE ${parquet_library} ${arrow_library})
endif()
