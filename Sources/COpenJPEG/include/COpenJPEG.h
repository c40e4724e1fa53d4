// JPEG 2000 through OpenJPEG.
#ifndef CONDYLE_COPENJPEG_H
#define CONDYLE_COPENJPEG_H
const char *condyle_openjpeg_version(void);
#endif
