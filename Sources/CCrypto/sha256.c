#include "CCrypto.h"

#include <openssl/evp.h>

condyle_sha256 *condyle_sha256_new(void) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1) {
    EVP_MD_CTX_free(context);
    return NULL;
  }
  return (condyle_sha256 *)context;
}

void condyle_sha256_update(condyle_sha256 *hash, const void *bytes, size_t count) {
  EVP_DigestUpdate((EVP_MD_CTX *)hash, bytes, count);
}

void condyle_sha256_finish(condyle_sha256 *hash, uint8_t digest[32]) {
  unsigned int length = 32;
  EVP_DigestFinal_ex((EVP_MD_CTX *)hash, digest, &length);
  EVP_MD_CTX_free((EVP_MD_CTX *)hash);
}
