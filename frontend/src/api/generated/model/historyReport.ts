/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { HistoryFile } from './historyFile';
import type { HistorySummary } from './historySummary';

/**
 * What was read, file by file, and what is kept of it.
 */
export interface HistoryReport {
  history: HistorySummary;
  files: HistoryFile[];
}
