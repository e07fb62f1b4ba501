// marked("a😀b", [[1, 2]]) gives [["a", false], ["😀", true], ["b", false]].
function marked(text, marks) {
  const characters = Array.from(text); // one entry per code point
  const pieces = [];
  let position = 0;
  for (const [start, end] of marks) {
    pieces.push([characters.slice(position, start).join(""), false]);
    pieces.push([characters.slice(start, end).join(""), true]);
    position = end;
  }
  pieces.push([characters.slice(position).join(""), false]);
  return pieces;
}
