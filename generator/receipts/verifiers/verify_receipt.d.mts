// Types of verify_receipt.mjs.

export const VERSION: string;

/** A receipt as schemas/receipt.schema.json describes it. */
export interface Receipt {
  format: 1;
  site: string;
  document: string;
  type: "notice" | "consent" | "message_approval";
  release: string;
  lang: string;
  layer: "short" | "full";
  hash: { alg: "text-1"; value: string };
  event: "shown" | "acknowledged" | "consented" | "approved" | "withdrawn";
  time: string;
  shown?: string;
  surface: string;
  item?: string;
  channel?: string;
}

export interface Answer {
  /** These words were in force then: no problems. */
  ok: boolean;
  /** The same for the same receipt; null where there is none. */
  id: string | null;
  receipt: Receipt | null;
  /** Codes, such as "text-unknown", "not-in-force" or "malformed:slashed". */
  problems: string[];
  /** What is to be done today; null where there is no choice to renew. */
  need:
    | "nothing"
    | "inform-anew"
    | "ask-consent-anew"
    | "ask-approval-anew"
    | "not-published-today"
    | null;
  since: string | null;
}

/** `index` is api/v1/index.json, `textOf` gives a file of the site decoded; null: not to be had. */
export function verify(
  text: string,
  index: object | null,
  textOf: (path: string) => unknown,
  now?: Date,
): Promise<Answer>;

/** What is stored (JSON): the receipt as posted, its id, the server's time, the member's key. */
export function record(posted: string, member: string, received?: Date): Promise<string>;

/** Whether a person takes something back, also where the receipt is mangled or incomplete. */
export function withdraws(posted: string): boolean;

/** What happened on the way to a text that is not a JSON object; "" when nobody can say. */
export function mangled(text: string): string;
