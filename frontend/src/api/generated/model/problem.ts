/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { ProblemError } from './problemError';

/**
 * RFC 9457. ``type`` is stable and what programs should look at.
 */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Only where values are named */
  errors?: ProblemError[] | null;
  /** Only for an unknown genre */
  suggestions?: string[] | null;
}
