// Types of the elements of the membership flow, for editors. No code: the elements are defined by
// loading notice.js from the notice host, that of the member area by changes.js, the banner for
// cookies by cookies.js.

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
  /** Another text is in force since, and the notice host was not built again. */
  | "superseded"
  /** Of `kvkk-changes`: the text has no version of that name. */
  | "unknown-release"
  /** The words are there, but nobody can see them, or not while they act. */
  | "not-visible"
  /** Of `kvkk-cookies`: the site lists no cookies, so nothing is asked and every gate stays shut. */
  | "nothing-listed"
  /** Of `kvkk-cookies`: the item of a gate (`reason`) is no consent of the banner; it stays shut. */
  | "not-offered"
  /** Of `kvkk-cookies`: the shop did not take a receipt; that of a consent is offered again. */
  | "not-kept"
  /** A choice was made on a page that has not shown its notice; `reason` names the documents. */
  | "not-informed"
  /**
   * An attribute that would tick, require or bundle a choice, or with which nothing could ever be
   * posted (`form`, `name`, `surface`, `lang`); `reason` names it.
   */
  | "refused";

export interface KvkkEventMap {
  /** `changed`, of `kvkk-changes` alone: whether it says that the text has changed in substance. */
  "kvkk:ready": CustomEvent<{ release: string | null; changed?: boolean }>;
  "kvkk:shown": CustomEvent<{ receipt: KvkkReceipt }>;
  "kvkk:acknowledged": CustomEvent<{ receipt: KvkkReceipt }>;
  "kvkk:consented": CustomEvent<{ receipt: KvkkReceipt }>;
  "kvkk:approved": CustomEvent<{ receipt: KvkkReceipt }>;
  "kvkk:withdrawn": CustomEvent<{ receipt: KvkkReceipt }>;
  /** Of `kvkk-cookies`: what was chosen, and the consents that hold from now on. */
  "kvkk:choice": CustomEvent<{ choice: "accepted" | "refused" | "chosen"; items: string[] }>;
  /** The full text, or the banner, was closed. That is no choice. */
  "kvkk:closed": CustomEvent<null>;
  /** The words are not those of the notice host; nothing is recorded. */
  "kvkk:mismatch": CustomEvent<{ layer: "short" | "full" }>;
  "kvkk:error": CustomEvent<{ code: KvkkErrorCode; reason?: unknown }>;
}

interface Attributes {
  /** Language of the text; without it that of the page. */
  lang?: string;
  /** Name of the hidden field; without it nothing is posted, and the element says so. */
  name?: string;
  /** Id of the form to which an element outside it belongs. */
  form?: string;
  /** Your name for the place: small letters, digits, hyphens. */
  surface?: string;
}

/** What each element takes, for JSX and templates. */
export interface KvkkAttributes {
  /** Who asks and why, above the first field: no control, no receipt. */
  "kvkk-head": { document: string; lang?: string };
  "kvkk-notice": Attributes & { document: string; require?: "none" | "acknowledged" };
  /** `given`: the release that the member chose. */
  "kvkk-consent": Attributes & { item: string; given?: string };
  "kvkk-message-approval": Attributes & { channel: string; given?: string };
  /** `release`: the one that the member's receipt names. Defined by changes.js. */
  "kvkk-changes": { document: string; release: string; lang?: string };
  /** Defined by cookies.js; once on a page, directly in its body. */
  "kvkk-cookies": {
    lang?: string;
    surface?: string;
    /** Where receipts are posted, as a form posts them. */
    receipts?: string;
    /** For how many days a choice is remembered, whichever it is; 180 if not said. */
    days?: string;
    /** Of the cookie that holds the choice; the host alone if not said. */
    domain?: string;
    /** `item=signal,signal item=signal`: Google's signals, basic form. */
    "consent-mode"?: string;
    /** Global Privacy Control counts as a refusal. */
    gpc?: string | boolean;
  };
}

/** What a page may ask of the banner, and do. It may refuse for a visitor, never agree. */
export interface KvkkCookies extends HTMLElement {
  readonly choice: "" | "closed" | "accepted" | "refused" | "chosen";
  allows(item: string): boolean;
  open(): Promise<void>;
  refuse(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "kvkk-head": HTMLElement;
    "kvkk-changes": HTMLElement;
    "kvkk-cookies": KvkkCookies;
    "kvkk-notice": HTMLElement;
    "kvkk-consent": HTMLElement;
    "kvkk-message-approval": HTMLElement;
  }
  interface GlobalEventHandlersEventMap extends KvkkEventMap {}
}
