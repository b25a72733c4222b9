// case: P12-relay-decoders
// from: fresh
// family: erase-without-reset
// shape: a media relay maps stream ids to C decoder handles; the end of a stream erases the entry in another file and never closes the decoder
// mode: program
// flags:
#pragma once

extern "C" {
struct vdec;
struct vdec *vdec_open(const char *codec);
int vdec_feed(struct vdec *dec, const void *data, unsigned long size);
void vdec_flush(struct vdec *dec);
void vdec_close(struct vdec *dec);
}
