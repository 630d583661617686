/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { HistoryFormat } from './historyFormat';
import type { LeftOut } from './leftOut';

/**
 * What became of one file, or of one file inside a zip.
 *
 * ``format`` null was passed over; ``left_out`` counts entries that are no plays, by reason.
 */
export interface HistoryFile {
  name: string;
  format: HistoryFormat | null;
  plays: number;
  left_out: Partial<Record<LeftOut, number>>;
}
