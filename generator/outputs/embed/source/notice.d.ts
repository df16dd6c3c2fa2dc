// Types of the elements of the membership flow, for editors. No code: the elements are defined by
// loading notice.js from the notice host.

/** Which words were on the screen, and what the person did; receipt.schema.json describes it. */
export interface KvkkReceipt {
  format: 1;
  type: "notice" | "consent" | "message_approval";
  event: "shown" | "acknowledged" | "consented" | "approved" | "withdrawn";
  /** Clock of the browser, UTC, whole seconds. */
  time: string;
  /** When the same text became visible; absent on `shown` and on `withdrawn`. */
  shown?: string;
  surface: string;
  /** Absent only on a withdrawal that was made while the notice host could not be reached. */
  site?: string;
  document?: string;
  release?: string;
  lang?: string;
  layer?: "short" | "full";
  hash?: { alg: "text-1"; value: string };
  item?: string;
  channel?: string;
}

export type KvkkErrorCode =
  /** No secure context, so no digest and no receipt. */
  | "not-secure"
  /** No answer of the notice host within ten seconds; or it has no such text (`reason` is 404). */
  | "unreachable"
  /** The document is of another type than the element. */
  | "wrong-type"
  /** The text is not in force: there is no receipt of it. */
  | "draft"
  | "announced"
  /** The words are there, but nobody can see them. */
  | "not-visible"
  /** An attribute that would tick, require or bundle a choice; `reason` names it. */
  | "refused";

export interface KvkkEventMap {
  "kvkk:ready": CustomEvent<{ release: string | null }>;
  "kvkk:shown": CustomEvent<{ receipt: KvkkReceipt }>;
  "kvkk:acknowledged": CustomEvent<{ receipt: KvkkReceipt }>;
  "kvkk:consented": CustomEvent<{ receipt: KvkkReceipt }>;
  "kvkk:approved": CustomEvent<{ receipt: KvkkReceipt }>;
  "kvkk:withdrawn": CustomEvent<{ receipt: KvkkReceipt }>;
  /** The full text was closed. That is no choice. */
  "kvkk:closed": CustomEvent<null>;
  /** The words are not those of the notice host; nothing is recorded. */
  "kvkk:mismatch": CustomEvent<{ layer: "short" | "full" }>;
  "kvkk:error": CustomEvent<{ code: KvkkErrorCode; reason?: unknown }>;
}

interface Attributes {
  /** Language of the text; without it that of the page. */
  lang?: string;
  /** Name of the hidden field; without it nothing is handed over. */
  name?: string;
  /** Your name for the place: small letters, digits, hyphens. */
  surface?: string;
}

/** What each element takes, for JSX and templates. */
export interface KvkkAttributes {
  "kvkk-notice": Attributes & { document: string; require?: "none" | "acknowledged" };
  /** `given`: the release that the member chose. */
  "kvkk-consent": Attributes & { item: string; given?: string };
  "kvkk-message-approval": Attributes & { channel: string; given?: string };
}

declare global {
  interface HTMLElementTagNameMap {
    "kvkk-notice": HTMLElement;
    "kvkk-consent": HTMLElement;
    "kvkk-message-approval": HTMLElement;
  }
  interface GlobalEventHandlersEventMap extends KvkkEventMap {}
}
