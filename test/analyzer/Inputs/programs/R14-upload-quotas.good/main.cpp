// case: R14-upload-quotas
// from: ClickHouse/ClickHouse#107028
// family: unlocked-map-access
// shape: the reservation takes both mutexes with a scoped_lock
// mode: program
// flags:
#include <thread>

#include "quota_book.h"

struct Upload {
  std::string name;
  std::uint64_t limit;
  int socket;
};
bool accept_upload(Upload &upload);
std::uint64_t read_chunk(int socket);
void store_chunk(int socket);
void refuse(int socket);

static void receive(QuotaBook &book, const Upload &upload) {
  Enrolment mine(book, upload.name, upload.limit);
  if (!mine.ok()) {
    refuse(upload.socket);
    return;
  }
  while (const std::uint64_t bytes = read_chunk(upload.socket)) {
    if (!mine.reserve(bytes)) {
      refuse(upload.socket);
      return;
    }
    store_chunk(upload.socket);
  }
}

int main() {
  static QuotaBook book;
  Upload upload;
  while (accept_upload(upload)) std::thread([upload] { receive(book, upload); }).detach();
}
