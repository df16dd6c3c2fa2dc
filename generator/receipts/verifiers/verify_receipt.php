<?php

// Verifies receipts of kvkk-notices; copy this file, it needs PHP 8.0 and nothing else.
//
//   php verify_receipt.php https://notices.example/ receipt.json     (or a folder of the site)
//
//   require 'verify_receipt.php';
//   $record = kvkk_record($posted, $member);                    // what is stored, with the server's time
//   $answer = kvkk_verify_receipt($record, $index, $textOf);    // before it is stored
//   if (kvkk_withdraws($posted)) { … }                          // counts, whatever the answer says
//
// $index is api/v1/index.json of the site, decoded into arrays; $textOf takes the "json" of a text
// and returns that file decoded. Either is null while it cannot be had; the answer then says
// `text-unknown`. The answer has "ok", "id", "receipt", "problems", "need", "since": the problems are
// codes, none when the words are those of the release and were in force then; `malformed:` is
// followed by the wrong key, or by what mangled the whole (KVKK_MANGLED); "need" is what is to be
// done today. Store what does not hold as well, with its answer. Nothing says that a text was read.
//
// vectors.json beside this file holds receipts with the answers that are right.

declare(strict_types=1);

const KVKK_VERSION = '2.0.0';
const KVKK_LONGEST = 8192;            // bytes of a receipt
const KVKK_AROUND_MIDNIGHT = 15 * 60; // seconds
const KVKK_OPEN_FOR = 24 * 3600;
const KVKK_CLOCKS = 5 * 60;

const KVKK_TIME = '2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])(:[0-5][0-9]){2}Z';
const KVKK_NAME = '(?=.{1,64}\z)[a-z0-9]+(-[a-z0-9]+)*';
const KVKK_DIGEST = '[0-9a-f]{64}';
const KVKK_EVENTS = [
    'notice' => ['shown', 'acknowledged'],
    'consent' => ['shown', 'consented', 'withdrawn'],
    'message_approval' => ['shown', 'approved', 'withdrawn'],
];
const KVKK_ANEW = [
    'notice' => 'inform-anew',
    'consent' => 'ask-consent-anew',
    'message_approval' => 'ask-approval-anew',
];
const KVKK_REQUIRED = [
    'format' => '', 'site' => KVKK_NAME, 'document' => KVKK_NAME,
    'type' => 'notice|consent|message_approval',
    'release' => '(?=.{1,20}\z)[0-9]{4}-[0-9]{2}-[0-9]{2}(-[1-9][0-9]*)?',
    'lang' => '[a-z]{2}', 'layer' => 'short|full', 'hash' => '',
    'event' => 'shown|acknowledged|consented|approved|withdrawn',
    'time' => KVKK_TIME, 'surface' => KVKK_NAME,
];
const KVKK_OPTIONAL = ['shown' => KVKK_TIME, 'item' => KVKK_NAME, 'channel' => KVKK_NAME];
const KVKK_RECORD = [
    'format' => '', 'id' => KVKK_DIGEST, 'received' => KVKK_TIME, 'member' => '[A-Za-z0-9._:-]{1,64}',
];
// How a text begins that something has changed on its way here; the first that matches.
const KVKK_MANGLED = [
    'empty' => '[ \t\r\n]*\z',
    'slashed' => '[ \t\r\n]*\{[ \t\r\n]*\\\\',          // WordPress: $posted = wp_unslash($posted)
    'entities' => '[ \t\r\n]*\{[ \t\r\n]*&',           // escaped as for a page, or "sanitised"
    'percent-encoded' => '%7[Bb]',                     // encoded twice
    'quoted' => '[ \t\r\n]*"[ \t\r\n]*\{',             // JSON inside a JSON string
    'quotes' => '[ \t\r\n]*\{[ \t\r\n]*(?:\'|\xe2\x80[\x98\x99\x9c\x9d])', // not the quotes of JSON
    'byte-order-mark' => '\xef\xbb\xbf',
];
const KVKK_WORD = '/"(?:[^"\\\\]++|\\\\.)*+"/s';
const KVKK_WITHDRAWN = '/event[^,{}]{1,24}withdrawn/';

/** The answer to one receipt or record (JSON). */
function kvkk_verify_receipt(string $text, ?array $index, callable $textOf, ?DateTimeImmutable $now = null): array
{
    $answer = ['ok' => false, 'id' => null, 'receipt' => null, 'problems' => [], 'need' => null, 'since' => null];
    $tree = kvkk_decode($text);
    $mistakes = $tree === null ? [''] : kvkk_mistakes($tree);
    if ($mistakes === ['']) {
        $mistakes = [kvkk_mangled($text)];
    }
    if ($mistakes) {
        $answer['problems'] = kvkk_sorted(array_map(fn ($key) => "malformed:$key", $mistakes));
        return $answer;
    }
    $data = json_decode($text, true);
    $record = isset($data['receipt']) ? $data : null;
    $receipt = $record ? $record['receipt'] : $data;
    $receipt['format'] = 1;
    $answer['receipt'] = $receipt;
    $answer['id'] = kvkk_receipt_id($receipt);
    $problems = kvkk_clocks($receipt, $record, ($now ?? new DateTimeImmutable())->getTimestamp());
    if ($record && $record['id'] !== $answer['id']) {
        $problems[] = 'id-differs';
    }
    $row = $index === null ? 'text-unknown' : kvkk_find($index, $receipt);
    if (is_string($row)) {
        $problems[] = $row;
    } else {
        array_push($problems, ...kvkk_about_text($index, $receipt, $row, $textOf));
        if (!$problems) {
            [$answer['need'], $answer['since']] = kvkk_renewal($index, $receipt, $row);
        }
    }
    $answer['problems'] = kvkk_sorted($problems);
    $answer['ok'] = !$problems;
    return $answer;
}

/**
 * What is stored: the receipt as it was posted, its id, the server's time, the member's key. What is
 * no JSON object comes back as it was posted, so that the answer says what mangled it; of what is too
 * long only so much that this can still be seen, without half a letter at its end.
 */
function kvkk_record(string $posted, string $member, ?DateTimeImmutable $received = null): string
{
    $tree = kvkk_decode($posted);
    if ($tree === null) {
        $whole = strlen($posted) <= KVKK_LONGEST;
        return $whole ? $posted : preg_replace('/[\xc0-\xff][\x80-\xbf]*\z/', '', substr($posted, 0, KVKK_LONGEST + 8));
    }
    $valid = !kvkk_receipt_mistakes((array) $tree);
    $own = [
        'format' => 1,
        'id' => $valid ? kvkk_receipt_id(['format' => 1] + json_decode($posted, true)) : str_repeat('0', 64),
        'received' => gmdate('Y-m-d\TH:i:s\Z', $received ? $received->getTimestamp() : time()),
        'member' => $member,
    ];
    return substr(json_encode($own, JSON_INVALID_UTF8_SUBSTITUTE), 0, -1) . ',"receipt":' . $posted . '}';
}

/** Whether a person takes something back, also where the receipt is mangled or incomplete. */
function kvkk_withdraws(string $posted): bool
{
    $tree = kvkk_decode($posted);
    return $tree ? ($tree->event ?? null) === 'withdrawn' : preg_match(KVKK_WITHDRAWN, $posted) === 1;
}

/** What happened on the way to a text that is not a JSON object; "" when nobody can say. */
function kvkk_mangled(string $text): string
{
    if (strlen($text) > KVKK_LONGEST) {
        return 'too-long';
    }
    foreach (KVKK_MANGLED as $name => $pattern) {
        if (preg_match("/\\A$pattern/", $text)) {
            return $name;
        }
    }
    $rest = preg_replace(KVKK_WORD, '', $text);
    $cut = substr_count($rest, '{') > substr_count($rest, '}') || str_contains($rest, '"');
    return $cut && preg_match('/\A[ \t\r\n]*\{/', $text) ? 'truncated' : '';
}

/** An object of JSON in which each key is written once; null otherwise. */
function kvkk_decode(string $text): ?stdClass
{
    if (strlen($text) > KVKK_LONGEST) {
        return null;
    }
    $tree = json_decode($text);
    // Outside of words each colon is a key; json_decode() would silently keep the last of two.
    $bare = preg_replace(KVKK_WORD, '', $text);
    return $tree instanceof stdClass && substr_count($bare, ':') === kvkk_keys($tree) ? $tree : null;
}

function kvkk_keys(mixed $tree): int
{
    $inner = is_object($tree) ? get_object_vars($tree) : (is_array($tree) ? $tree : []);
    return (is_object($tree) ? count($inner) : 0) + array_sum(array_map('kvkk_keys', $inner));
}

function kvkk_sorted(array $codes): array
{
    $codes = array_values(array_unique($codes));
    sort($codes, SORT_STRING);
    return $codes;
}

/** SHA-256 of the canonical form (RFC 8785); a valid receipt holds ASCII and the number 1. */
function kvkk_receipt_id(array $receipt): string
{
    ksort($receipt, SORT_STRING);
    ksort($receipt['hash'], SORT_STRING);
    return hash('sha256', json_encode($receipt, JSON_UNESCAPED_SLASHES));
}

/** Keys that keep something from being a receipt or a record. */
function kvkk_mistakes(stdClass $tree): array
{
    $data = (array) $tree;
    if (!array_key_exists('receipt', $data)) {
        return kvkk_receipt_mistakes($data);
    }
    $found = kvkk_by_table(array_diff_key($data, ['receipt' => 0]), KVKK_RECORD, []);
    if (!$data['receipt'] instanceof stdClass) {
        return [...$found, 'receipt'];
    }
    $inner = array_map(fn ($key) => "receipt.$key", kvkk_receipt_mistakes((array) $data['receipt']));
    return [...$found, ...$inner];
}

/** Keys that are missing, wrong or not among those that belong here. */
function kvkk_by_table(array $data, array $required, array $optional): array
{
    $found = array_keys(array_diff_key($required, $data));
    foreach ($data as $key => $value) {
        $pattern = $required[$key] ?? $optional[$key] ?? null;
        if ($pattern === null) {
            $right = false;
        } elseif ($key === 'format') {
            $right = (is_int($value) || is_float($value)) && $value == 1;
        } elseif ($key === 'hash') {
            $right = $value instanceof stdClass && kvkk_is_hash((array) $value);
        } else {
            $right = kvkk_matches($pattern, $value) && ($pattern !== KVKK_TIME || kvkk_moment($value) !== null);
        }
        if (!$right) {
            $found[] = (string) $key;
        }
    }
    return $found;
}

function kvkk_is_hash(array $hash): bool
{
    return count($hash) === 2 && ($hash['alg'] ?? null) === 'text-1'
        && kvkk_matches(KVKK_DIGEST, $hash['value'] ?? null);
}

function kvkk_matches(string $pattern, mixed $value): bool
{
    return is_string($value) && preg_match("/\\A(?:$pattern)\\z/", $value) === 1;
}

/** Wrong keys of a receipt, and those that its type and its event ask for or forbid. */
function kvkk_receipt_mistakes(array $receipt): array
{
    $wrong = $found = kvkk_by_table($receipt, KVKK_REQUIRED, KVKK_OPTIONAL);
    $event = in_array('event', $wrong, true) ? null : $receipt['event'];
    if (!in_array('type', $wrong, true)) {
        if ($event !== null && !in_array($event, KVKK_EVENTS[$receipt['type']], true)) {
            $found[] = 'event';
        }
        foreach (['item' => 'consent', 'channel' => 'message_approval'] as $key => $owner) {
            if (array_key_exists($key, $receipt) !== ($receipt['type'] === $owner)) {
                $found[] = $key;
            }
        }
    }
    $shown = array_key_exists('shown', $receipt);
    if (($event === 'shown' && $shown)
        || (in_array($event, ['acknowledged', 'consented', 'approved'], true) && !$shown)) {
        $found[] = 'shown';
    }
    return $found;
}

/** Seconds, or null for a day that no calendar has. */
function kvkk_moment(string $value): ?int
{
    $moment = DateTimeImmutable::createFromFormat('!Y-m-d\TH:i:s\Z', $value, new DateTimeZone('UTC'));
    return $moment && $moment->format('Y-m-d\TH:i:s\Z') === $value ? $moment->getTimestamp() : null;
}

/** When the words were shown, and when the event happened. */
function kvkk_times(array $receipt): array
{
    return [kvkk_moment($receipt['shown'] ?? $receipt['time']), kvkk_moment($receipt['time'])];
}

/** What the moments say against each other. */
function kvkk_clocks(array $receipt, ?array $record, int $now): array
{
    [$shown, $time] = kvkk_times($receipt);
    $received = $record ? kvkk_moment($record['received']) : null;
    return array_keys(array_filter([
        'shown-after-choice' => $shown > $time,
        'shown-long-before' => $time - $shown > KVKK_OPEN_FOR,
        'in-future' => $time - $now > KVKK_CLOCKS,
        'clock-ahead' => $received !== null && $time - $received > KVKK_CLOCKS,
        'received-late' => $received !== null && $received - $time > KVKK_OPEN_FOR,
    ]));
}

/** The row of the text in the index, or the code that says why there is none. */
function kvkk_find(array $index, array $receipt): array|string
{
    if ($index['site'] !== $receipt['site']) {
        return 'unknown-site';
    }
    foreach ($index['releases'] as $release) {
        if ($release['id'] === $receipt['release']) {
            $rows = array_filter($release['texts'], fn ($row) => $row['id'] === $receipt['document']);
            foreach ($rows as $row) {
                if ($row['lang'] === $receipt['lang']) {
                    return $row;
                }
            }
            return $rows ? 'language-missing' : 'unknown-document';
        }
    }
    return 'unknown-release';
}

/** The words, what the document is, and whether it was in force. */
function kvkk_about_text(array $index, array $receipt, array $row, callable $textOf): array
{
    $found = [];
    $digest = $row['hash'][$receipt['layer']]['value'] ?? null;
    if ($digest !== $receipt['hash']['value']) {
        $found[] = $digest === null ? 'layer-missing' : 'digest-differs';
    }
    // A withdrawn text has no file; its row says what it was.
    $text = isset($row['json']) ? $textOf($row['json']) : $row;
    if (isset($row['json']) && !isset($text['type'])) {
        $found[] = 'text-unknown'; // a notice could pass for a consent
    }
    foreach (isset($text['type']) ? ['type', 'item', 'channel'] : [] as $key) {
        if (($text[$key] ?? null) !== ($receipt[$key] ?? null)) {
            $found[] = "$key-differs";
            break;
        }
    }
    $times = kvkk_times($receipt);
    $first = kvkk_day(min($times) - KVKK_AROUND_MIDNIGHT);
    $last = kvkk_day(max($times) + KVKK_AROUND_MIDNIGHT);
    foreach ($index['inForce'] as $span) {
        if (kvkk_in_force($index, $row, $span, $first, $last)) {
            return $found;
        }
    }
    $releases = array_column($index['releases'], 'withdrawn', 'id');
    $gone = $releases[$row['release']];
    return [...$found, $gone !== null && $gone <= $first ? 'withdrawn' : 'not-in-force'];
}

/** The day in Istanbul: one offset all the year since 2016, whatever the host knows of time zones. */
function kvkk_day(int $seconds): string
{
    return gmdate('Y-m-d', $seconds + 3 * 3600);
}

/** Whether the release of a span, which holds one of the days, has this very text. */
function kvkk_in_force(array $index, array $row, array $span, string $first, string $last): bool
{
    if ($span['from'] > $last || ($span['until'] ?? '9999') < $first) {
        return false;
    }
    foreach ($index['releases'] as $release) {
        foreach ($release['id'] === $span['release'] ? $release['texts'] : [] as $text) {
            if ([$text['id'], $text['lang'], $text['release']] === [$row['id'], $row['lang'], $row['release']]) {
                return true;
            }
        }
    }
    return false;
}

/** What is to be done today, and the version since which the substance is another. */
function kvkk_renewal(array $index, array $receipt, array $row): array
{
    if ($receipt['type'] !== 'notice' && !in_array($receipt['event'], ['consented', 'approved'], true)) {
        return [null, null];
    }
    foreach ($index['documents'] as $document) {
        foreach ($document['id'] === $row['id'] ? $document['texts'] : [] as $text) {
            if ($text['lang'] === $row['lang'] && $text['state'] === 'in-force') {
                return in_array($row['release'], $text['informedBy'], true)
                    ? ['nothing', null]
                    : [KVKK_ANEW[$receipt['type']], $text['informAnewSince']];
            }
        }
    }
    return ['not-published-today', null];
}

// From the command line: exit code 0 when the receipt holds, 1 when not, 2 when nobody can say.
if (PHP_SAPI === 'cli' && realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    if ($argc !== 3) {
        fwrite(STDERR, "php verify_receipt.php SITE FILE\n");
        exit(2);
    }
    $read = function (string $name): string {
        $content = @file_get_contents($name);
        if ($content === false) {
            fwrite(STDERR, "$name cannot be read\n");
            exit(2);
        }
        return $content;
    };
    $textOf = fn (string $path) => json_decode($read(rtrim($argv[1], '/') . '/' . $path), true);
    $index = $textOf('api/v1/index.json');
    if (!isset($index['site'], $index['releases'], $index['inForce'], $index['documents'])) {
        fwrite(STDERR, "$argv[1] has no index of released texts\n");
        exit(2);
    }
    set_error_handler(fn (int $level, string $said) => throw new ErrorException($said));
    try {
        $answer = kvkk_verify_receipt($read($argv[2] === '-' ? 'php://stdin' : $argv[2]), $index, $textOf);
    } catch (Throwable $error) { // whatever the index holds instead, nobody can say
        fwrite(STDERR, "$argv[2] cannot be verified against $argv[1]: {$error->getMessage()}\n");
        exit(2);
    }
    restore_error_handler();
    echo json_encode($answer, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES), "\n";
    exit($answer['receipt'] === null ? 2 : ($answer['ok'] ? 0 : 1));
}
