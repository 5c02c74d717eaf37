import { isInline } from './carrier.ts';
import type { Piece, ValuePiece } from './pieces.ts';

/** A value reduced to what people wrote in it, with what parted their words from each other. */
export function keptText(text: string, { carrier, pieces }: ValuePiece): string {
  const [first] = pieces;
  // Words beside a label leave its line; any others leave their place to the next.
  const leavesLine = !isInline(carrier) && carrier.kind !== 'below' && !first?.isBullet;
  return pieces
    .map((piece, index) => {
      if (piece.by !== 'people') return '';
      const isFirst = !pieces.slice(0, index).some(({ by }) => by === 'people');
      const seam = isFirst && !(leavesLine && index > 0) ? '' : seamBefore(text, pieces, index);
      return (
        seam + text.slice(piece.kept.start, piece.kept.end) + tailOf(text, piece, pieces[index + 1])
      );
    })
    .join('');
}

function seamBefore(text: string, pieces: readonly Piece[], index: number): string {
  const before = pieces[index - 1];
  const seam = before ? text.slice(before.span.end, pieces[index]?.span.start) : '';
  // Behind people's words, the space at the end of their line is in their tail already.
  return before?.by === 'people' ? seam : seam.replace(/^[ \t\u00A0]+/, '');
}

/** The space at the end of a line, where what follows goes. */
function tailOf(text: string, { span }: Piece, next: Piece | undefined): string {
  if (!next || next.by === 'people') return '';
  return /^[ \t\u00A0]*(?=[\r\n])/.exec(text.slice(span.end, next.span.start))?.[0] ?? '';
}
