// case: H26-line-marks
// from: rust-libp2p#2464 / nwnxee#733 shape in a Qt model
// family: inner-map-never-cleared
// shape: empty sets may stay while the document is open; closing it removes its key
// mode: tidy
// flags:
#include <QHash>
#include <QSet>

struct Click {
  enum { Toggle, Closed } what;
  int document;
  int line;
};
bool next_click(Click &c);
void repaint_margin(int document);

class LineMarks {
 public:
  void toggle(int document, int line) {
    auto it = m_marks.find(document);
    if (it == m_marks.end()) it = m_marks.insert(document, QSet<int>());
    if (it.value().contains(line))
      it.value().remove(line);
    else
      it.value().insert(line);
    repaint_margin(document);
  }
  void documentClosed(int document) {
    m_marks.remove(document);
    repaint_margin(document);
  }

 private:
  QHash<int, QSet<int>> m_marks;
};

static LineMarks *marks() {
  static LineMarks instance;
  return &instance;
}

int main() {
  Click c;
  while (next_click(c)) {
    if (c.what == Click::Toggle) marks()->toggle(c.document, c.line);
    if (c.what == Click::Closed) marks()->documentClosed(c.document);
  }
}
