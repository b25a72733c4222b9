#include "Catalog/YamlReader.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"

using namespace llvm;

namespace mapwarden {

/// `a, b or c`
static std::string alternatives(ArrayRef<StringRef> Names) {
  std::string Text;
  for (size_t I = 0; I < Names.size(); ++I) {
    if (I)
      Text += I + 1 == Names.size() ? " or " : ", ";
    Text += Names[I];
  }
  return Text;
}

static std::string quoted(StringRef Word) { return ("'" + Word + "'").str(); }

static StringRef kindOf(const yaml::Node *N) {
  switch (N->getType()) {
  case yaml::Node::NK_Mapping:
    return "a map";
  case yaml::Node::NK_Sequence:
    return "a list";
  case yaml::Node::NK_Alias:
    return "an alias, which is not supported here";
  case yaml::Node::NK_Null:
    return "nothing";
  default:
    return "text";
  }
}

std::pair<unsigned, unsigned> YamlReader::position(SMLoc At) const {
  if (!At.isValid() || !Source.FindBufferContainingLoc(At))
    return {1, 1};
  return Source.getLineAndColumn(At);
}

bool YamlReader::fail(SMLoc At, const Twine &Sentence) {
  if (!Failure.empty())
    return false;
  auto [Line, Column] = position(At);
  Failure =
      (Path + ":" + Twine(Line) + ":" + Twine(Column) + ": error: " + Sentence)
          .str();
  return false;
}

/// The parser's own complaints end the reading like ours do.
void YamlReader::syntaxError(const SMDiagnostic &D, void *Reader) {
  auto *Self = static_cast<YamlReader *>(Reader);
  if (!Self->Failure.empty())
    return;
  Self->Failure =
      (Self->Path + ":" + Twine(D.getLineNo()) + ":" +
       Twine(D.getColumnNo() + 1) +
       ": error: the file is not valid YAML: " + D.getMessage().rtrim("."))
          .str() +
      ".";
}

Error YamlReader::read(
    StringRef Path,
    function_ref<bool(YamlReader &, const YamlField &)> Schema) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer =
      MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer)
    return createStringError(Buffer.getError(),
                             Path + ": error: the file cannot be read: " +
                                 Buffer.getError().message() + ".");
  YamlReader Reader(Path);
  Reader.Source.setDiagHandler(syntaxError, &Reader);
  // The stream registers the text with Source.
  yaml::Stream Input((*Buffer)->getMemBufferRef(), Reader.Source,
                     /*ShowColors=*/false);
  if (Reader.whole(Input, Schema))
    return Error::success();
  return createStringError(inconvertibleErrorCode(), Reader.Failure);
}

bool YamlReader::whole(
    yaml::Stream &Input,
    function_ref<bool(YamlReader &, const YamlField &)> Schema) {
  auto Document = Input.begin();
  yaml::Node *Root = Document->getRoot();
  if (Root && !isa<yaml::NullNode>(Root)) {
    YamlField F = field("the file", SMLoc(), Root);
    if (!Schema(*this, F) || Input.failed())
      return fail(F.At, "the file is not valid YAML.");
    if (++Document != Input.end())
      if (yaml::Node *Next = Document->getRoot();
          Next && !isa<yaml::NullNode>(Next))
        return fail(start(Next),
                    "the file holds more than one YAML document; only one is "
                    "allowed.");
  }
  return Failure.empty();
}

/// Where \p N begins. LLVM's range of `[a]`, `{a: b}` and `*a` starts at the
/// token after the first.
SMLoc YamlReader::start(yaml::Node *N) const {
  if (auto *Alias = dyn_cast<yaml::AliasNode>(N))
    return SMLoc::getFromPointer(Alias->getName().begin() - 1);
  SMLoc At = N->getSourceRange().Start;
  unsigned Buffer = At.isValid() ? Source.FindBufferContainingLoc(At) : 0;
  if (!Buffer || !isa<yaml::MappingNode, yaml::SequenceNode>(N))
    return At;
  const char *Begin = Source.getMemoryBuffer(Buffer)->getBufferStart();
  StringRef Before = StringRef(Begin, At.getPointer() - Begin).rtrim();
  if (Before.ends_with(isa<yaml::MappingNode>(N) ? "{" : "["))
    return SMLoc::getFromPointer(Before.end() - 1);
  return At;
}

YamlField YamlReader::field(std::string What, SMLoc Otherwise,
                            yaml::Node *Value) const {
  bool Absent = !Value || isa<yaml::NullNode>(Value);
  return {std::move(What), Absent ? Otherwise : start(Value), Value};
}

bool YamlReader::wrongKind(const YamlField &F, StringRef Wanted) {
  return fail(F.At, F.What + " must be " + Wanted + ", but it is " +
                        (F.Value ? kindOf(F.Value) : "nothing") + ".");
}

bool YamlReader::unknown(const YamlText &Word, StringRef What,
                         ArrayRef<StringRef> Known) {
  return fail(Word.At, quoted(Word.Text) + " is unknown; " + What +
                           " must be " + alternatives(Known) + ".");
}

bool YamlReader::freeMap(
    const YamlField &F,
    function_ref<bool(const YamlText &, const YamlField &)> Entry) {
  auto *Map = dyn_cast_or_null<yaml::MappingNode>(F.Value);
  if (!Map)
    return wrongKind(F, "a map");
  StringMap<SMLoc> Seen;
  for (yaml::KeyValueNode &Pair : *Map) {
    YamlText Key;
    if (!text(field("a key of a map", F.At, Pair.getKey()), Key))
      return false;
    auto [Before, New] = Seen.try_emplace(Key.Text, Key.At);
    if (!New)
      return fail(Key.At, "the key " + quoted(Key.Text) +
                              " is there twice; the first one is in line " +
                              Twine(line(Before->second)) + ".");
    yaml::Node *Value = Pair.getValue();
    if (!Failure.empty() ||
        !Entry(Key, field("the value of " + quoted(Key.Text), Key.At, Value)))
      return false;
  }
  return Failure.empty();
}

bool YamlReader::map(const YamlField &F, Keys Allowed) {
  auto *Map = dyn_cast_or_null<yaml::MappingNode>(F.Value);
  SmallVector<StringRef> Names;
  for (const Key &K : Allowed)
    Names.push_back(K.Name);
  if (!Map)
    return wrongKind(F, "a map with the keys " + alternatives(Names));
  SmallVector<const Key *> Found;
  if (!freeMap(F, [&](const YamlText &Name, const YamlField &Value) {
        const Key *K =
            find_if(Allowed, [&](const Key &K) { return K.Name == Name.Text; });
        if (K == Allowed.end())
          return unknown(Name, "a key of " + F.What, Names);
        Found.push_back(K);
        return K->Read(Value);
      }))
    return false;
  for (const Key &K : Allowed)
    if (K.Required && !is_contained(Found, &K))
      return fail(F.At, F.What + " needs the key " + quoted(K.Name) + ".");
  return true;
}

bool YamlReader::list(const YamlField &F, StringRef RowName, const Reads &Row) {
  if (!F.Value || isa<yaml::NullNode>(F.Value))
    return Failure.empty();
  auto *List = dyn_cast<yaml::SequenceNode>(F.Value);
  if (!List)
    return wrongKind(F, "a list");
  for (yaml::Node &Value : *List)
    if (!Row(field(RowName.str(), F.At, &Value)))
      return false;
  return Failure.empty();
}

bool YamlReader::text(const YamlField &F, YamlText &Out) {
  SmallString<64> Storage;
  StringRef Text;
  if (auto *Scalar = dyn_cast_or_null<yaml::ScalarNode>(F.Value))
    Text = Scalar->getValue(Storage);
  else if (auto *Block = dyn_cast_or_null<yaml::BlockScalarNode>(F.Value))
    Text = Block->getValue();
  else
    return wrongKind(F, "text");
  if (Text.trim().empty())
    return fail(F.At, F.What + " must not be empty.");
  Out = {Text.trim().str(), F.At};
  return Failure.empty();
}

bool YamlReader::flag(const YamlField &F, std::optional<bool> &Out) {
  if (!isa_and_nonnull<yaml::ScalarNode>(F.Value))
    return wrongKind(F, "true or false");
  YamlText Word;
  if (!text(F, Word))
    return false;
  Out = yaml::parseBool(Word.Text);
  return Out || unknown(Word, F.What, {"true", "false"});
}

} // namespace mapwarden
