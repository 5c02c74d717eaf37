import { Busboy } from '@fastify/busboy';

/** A form with files, as a browser posts it. */
export type PostedForm = {
  readonly fields: URLSearchParams;
  /** Those that were chosen. */
  readonly files: readonly PostedFile[];
};

export type PostedFile = { readonly name: string; readonly bytes: Uint8Array };

/** More than any form of ours has. The size of the whole body is bounded before it comes here. */
const LIMITS = { fields: 10, files: 2, parts: 12, fieldSize: Infinity, headerPairs: 20 };

/** Null: it did not arrive whole, or is no such form. */
export async function postedForm(body: Buffer, contentType: string): Promise<PostedForm | null> {
  try {
    return await parsed(body, contentType);
  } catch {
    return null;
  }
}

function parsed(body: Buffer, contentType: string): Promise<PostedForm> {
  const fields = new URLSearchParams();
  const files: PostedFile[] = [];
  return new Promise((resolve, reject) => {
    const parser = new Busboy({ headers: { 'content-type': contentType }, limits: LIMITS });
    parser.on('field', (name, value) => fields.append(name, value));
    parser.on('file', (_field, stream, fileName: unknown) => {
      // Unlike its types, the parser knows files without a name.
      const name = typeof fileName === 'string' ? fileName : '';
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('error', reject);
      stream.on('end', () => {
        const bytes = Buffer.concat(pieces);
        // Where none was chosen, a browser sends a file without name and content.
        if (name !== '' || bytes.length > 0) files.push({ name, bytes });
      });
    });
    parser.on('error', reject);
    parser.on('finish', () => resolve({ fields, files }));
    parser.end(body);
  });
}
