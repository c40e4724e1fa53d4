#include "CDeflate.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <zlib.h>

static int64_t answer(enum libdeflate_result result, size_t written) {
  switch (result) {
  case LIBDEFLATE_SUCCESS:
    return (int64_t)written;
  case LIBDEFLATE_INSUFFICIENT_SPACE:
    return CONDYLE_DEFLATE_NO_ROOM;
  default:
    return CONDYLE_DEFLATE_BAD_DATA;
  }
}

int64_t condyle_gunzip_member(const void *in, size_t in_count, void *out, size_t out_capacity,
                              size_t *consumed) {
  struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
  if (!d) return CONDYLE_DEFLATE_NO_MEMORY;
  size_t written = 0;
  enum libdeflate_result result =
      libdeflate_gzip_decompress_ex(d, in, in_count, out, out_capacity, consumed, &written);
  libdeflate_free_decompressor(d);
  return answer(result, written);
}

int64_t condyle_inflate(const void *in, size_t in_count, void *out, size_t out_capacity) {
  struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
  if (!d) return CONDYLE_DEFLATE_NO_MEMORY;
  size_t written = 0;
  enum libdeflate_result result =
      libdeflate_deflate_decompress(d, in, in_count, out, out_capacity, &written);
  libdeflate_free_decompressor(d);
  return answer(result, written);
}

int64_t condyle_gzip(const void *in, size_t in_count, void *out, size_t out_capacity, int level) {
  struct libdeflate_compressor *c = libdeflate_alloc_compressor(level);
  if (!c) return CONDYLE_DEFLATE_NO_MEMORY;
  size_t written = libdeflate_gzip_compress(c, in, in_count, out, out_capacity);
  libdeflate_free_compressor(c);
  return written ? (int64_t)written : CONDYLE_DEFLATE_NO_ROOM;
}

int64_t condyle_deflate(const void *in, size_t in_count, void *out, size_t out_capacity,
                        int level) {
  struct libdeflate_compressor *c = libdeflate_alloc_compressor(level);
  if (!c) return CONDYLE_DEFLATE_NO_MEMORY;
  size_t written = libdeflate_deflate_compress(c, in, in_count, out, out_capacity);
  libdeflate_free_compressor(c);
  return written ? (int64_t)written : CONDYLE_DEFLATE_NO_ROOM;
}

size_t condyle_gzip_bound(size_t in_count) { return libdeflate_gzip_compress_bound(NULL, in_count); }

size_t condyle_deflate_bound(size_t in_count) {
  return libdeflate_deflate_compress_bound(NULL, in_count);
}

uint32_t condyle_crc32(uint32_t crc, const void *bytes, size_t count) {
  return libdeflate_crc32(crc, bytes, count);
}

struct condyle_inflater {
  z_stream stream;
};

condyle_inflater *condyle_inflater_new(void) {
  condyle_inflater *inflater = calloc(1, sizeof *inflater);
  if (inflater && inflateInit2(&inflater->stream, -MAX_WBITS) != Z_OK) {
    free(inflater);
    return NULL;
  }
  return inflater;
}

void condyle_inflater_free(condyle_inflater *inflater) {
  if (!inflater) return;
  inflateEnd(&inflater->stream);
  free(inflater);
}

int64_t condyle_inflater_next(condyle_inflater *inflater, const void *in, size_t in_count,
                              size_t *in_used, void *out, size_t out_capacity, int *ended) {
  z_stream *s = &inflater->stream;
  const size_t most = 1u << 30;
  s->next_in = (Bytef *)(uintptr_t)in;
  s->avail_in = (uInt)(in_count < most ? in_count : most);
  s->next_out = out;
  s->avail_out = (uInt)(out_capacity < most ? out_capacity : most);
  const uInt in_before = s->avail_in, out_before = s->avail_out;
  int status = inflate(s, Z_NO_FLUSH);
  *in_used = in_before - s->avail_in;
  *ended = status == Z_STREAM_END;
  if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
    return CONDYLE_DEFLATE_BAD_DATA;
  }
  return (int64_t)(out_before - s->avail_out);
}
