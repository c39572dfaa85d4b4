"""The keys of a story's front matter: what each says, in which forms it may be written."""

from layout.content.keys import PATH, TEXT, Key, Many, Record, Scalar

LANGUAGE = Scalar(example="en-GB")

PHOTO = Record(
    "a photo of the story",
    (
        Key("file", "The picture's path, seen from the story's file.", (PATH,), required=True),
        Key("caption", "What stands under it, with Markdown; absent: the picture's own metadata.", (TEXT,)),
        Key("credit", "Who made it; absent: the picture's own metadata.", (TEXT,)),
        Key("alt", "The picture in words, for those who can't see it.", (TEXT,)),
    ),
)
QUOTE = Record(
    "a pull quote",
    (
        Key("text", "The words, without quotation marks.", (TEXT,), required=True),
        Key("by", "Who said them.", (TEXT,)),
    ),
)
STORY = Record(
    "a story",
    (
        Key("headline", "The headline, or a list of them, the longest first: the first that fits is used.", (TEXT, Many(TEXT))),
        Key("kicker", "A word or two over the headline.", (TEXT,)),
        Key("deck", "A summary under the headline.", (TEXT,)),
        Key("byline", "Who wrote it.", (TEXT,)),
        Key("role", "What stands under the byline: the writer's role or place.", (TEXT,)),
        Key("dateline", "The place, before the first words.", (TEXT,)),
        Key("jump", "The headline of the continuation, or a list of them, the longest first.", (TEXT, Many(TEXT))),
        Key("quote", "A pull quote that may be printed with the story.", (TEXT, QUOTE)),
        Key("photos", "Pictures that may be printed with the story.", (Many(PHOTO), Many(PATH), PHOTO)),
        Key("mug", "The writer's picture, for a signed column.", (PATH, PHOTO)),
        Key("language", "The story's language, where it isn't the paper's.", (LANGUAGE,)),
    ),
)
