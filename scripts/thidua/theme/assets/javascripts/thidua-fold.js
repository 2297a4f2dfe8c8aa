/* How words are compared: as the reader types them, with or without diacritics. */
"use strict";
(scope => {
  const tones = "[\u0300\u0301\u0303\u0309\u0323]";
  // «hoà, khoẻ, thuỷ» and «hòa, khỏe, thủy» are the same words; «quý» has one way only.
  const newPlace = new RegExp(`(?<!q)(o(?=[ae])|u(?=y))([aey])(${tones})(?![a-z\u0300-\u036f])`, "g");

  /** One spelling for both places of the tone mark, in lower case. */
  const canonical = text =>
    text.toLowerCase().normalize("NFD").replace(newPlace, "$1$3$2").normalize("NFC");

  /** Without diacritics; đ is a letter of its own, so no normal form takes its stroke away. */
  const bare = text =>
    text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");

  /** «sỹ, kỹ, quý» and «sĩ, kĩ, quí» are the same words too: with the one letter, with the other. */
  const folded = text => bare(text).replace(/\b(qu|[hklmst])y\b/g, "$1i");
  const folded2 = text => bare(text).replace(/\b(qu|[hklmst])i\b/g, "$1y");

  scope.thidua = { canonical, bare, folded, folded2 };
})(self);
