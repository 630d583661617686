/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { ExportPlaylistFormat } from './exportPlaylistFormat';

export type ExportPlaylistParams = {
/**
 * The formats that are written.
 */
format: ExportPlaylistFormat;
};
