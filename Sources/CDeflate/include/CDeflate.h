// Deflate: libdeflate for whole buffers (several times quicker), zlib where a stream must stay small.
#ifndef CONDYLE_CDEFLATE_H
#define CONDYLE_CDEFLATE_H
#include <stddef.h>
#include <stdint.h>

// Every function returns the number of bytes written, or one of these.
#define CONDYLE_DEFLATE_BAD_DATA (-1)
#define CONDYLE_DEFLATE_NO_ROOM (-2)
#define CONDYLE_DEFLATE_NO_MEMORY (-3)

// One gzip member; `consumed` is where the next member would begin.
int64_t condyle_gunzip_member(const void *in, size_t in_count, void *out, size_t out_capacity,
                              size_t *consumed);
int64_t condyle_gzip(const void *in, size_t in_count, void *out, size_t out_capacity, int level);
size_t condyle_gzip_bound(size_t in_count);
// Raw deflate without any header.
int64_t condyle_inflate(const void *in, size_t in_count, void *out, size_t out_capacity);
int64_t condyle_deflate(const void *in, size_t in_count, void *out, size_t out_capacity, int level);
size_t condyle_deflate_bound(size_t in_count);
uint32_t condyle_crc32(uint32_t crc, const void *bytes, size_t count);

// A raw deflate stream inflated piece by piece.
typedef struct condyle_inflater condyle_inflater;
condyle_inflater *condyle_inflater_new(void);
void condyle_inflater_free(condyle_inflater *inflater);
// Reads from `in` and fills `out`; `in_used` says how much was read. `ended` becomes 1 at the end of
// the stream.
int64_t condyle_inflater_next(condyle_inflater *inflater, const void *in, size_t in_count,
                              size_t *in_used, void *out, size_t out_capacity, int *ended);
#endif
