/** Letters that are no other letter with an accent, as people without the key type them. */
const WITHOUT_ACCENT: ReadonlyMap<string, string> = new Map(
  Object.entries({ ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' }),
);

/** The same letters without accents, full width and other decoration; upper and lower case stay. */
export function plainLetters(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '');
  return bare.replace(/[øłđðþßæœı]/giu, (letter) => {
    const plain = WITHOUT_ACCENT.get(letter.toLowerCase()) ?? letter;
    return letter === letter.toLowerCase() ? plain : plain.toUpperCase();
  });
}

/** The words of a text, in lower case: every run of letters or of digits. */
export function plainWords(text: string): readonly string[] {
  return (
    plainLetters(text)
      .toLowerCase()
      .match(/\p{L}+|\p{Nd}+/gu) ?? []
  );
}
