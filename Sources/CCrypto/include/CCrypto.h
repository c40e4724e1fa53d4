// SHA-256 (FIPS 180-4) through OpenSSL's libcrypto, which uses the processor's own instructions.
#ifndef CONDYLE_CCRYPTO_H
#define CONDYLE_CCRYPTO_H
#include <stddef.h>
#include <stdint.h>

// An opaque running hash; NULL when memory is short.
typedef struct condyle_sha256 condyle_sha256;
condyle_sha256 *condyle_sha256_new(void);
void condyle_sha256_update(condyle_sha256 *hash, const void *bytes, size_t count);
// Writes 32 bytes and frees the hash.
void condyle_sha256_finish(condyle_sha256 *hash, uint8_t digest[32]);
#endif
