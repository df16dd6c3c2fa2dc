"""What a scan found against what cookies.yml declares, in both directions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.checks import Finding, Level, by_code
from generator.checks.finding import Observation
from generator.decoding import Choice
from generator.message import Message, say
from generator.model.choices import Consent
from generator.model.cookies import Cookie, Party, Storage
from generator.model.facts import Facts
from generator.provenance import Origin
from generator.scanning import known, lifetimes, rows
from generator.scanning.known import Known
from generator.scanning.seen import Item, Scan

_ROOM = 0.1
"""So far a measured lifetime may be from the declared one: months and years vary."""
_UNMEASURED = (
    Storage.PIXEL, Storage.LOCAL_STORAGE, Storage.INDEXED_DB, Storage.CACHE_STORAGE,
    Storage.SERVICE_WORKER,
)  # fmt: skip
TABLE, CONSENT = "COO-01", "COO-02"


@dataclass(frozen=True)
class Comparison:
    """A scan beside the facts of a controller."""

    scan: Scan
    facts: Facts

    @cached_property
    def declared(self) -> tuple[Cookie, ...]:
        """The rows of cookies.yml."""
        return self.facts.cookies.listed if self.facts.cookies else ()

    @cached_property
    def rows_of(self) -> dict[Item, Cookie | None]:
        """The row of each item: of its kind, else of its name alone."""
        return {item: self._row(item) for item in self.scan.items}

    @property
    def undeclared(self) -> list[Item]:
        """What no row declares; an item that several hosts keep comes once."""
        once: dict[tuple[Storage, str, bool], Item] = {}
        for item, row in self.rows_of.items():
            if row is None:
                once.setdefault((item.storage, item.name, item.third), item)
        return list(once.values())

    def findings(self) -> list[Finding]:
        """Everything at odds, in the order of the file."""
        found = [
            by_code()[code].finding(observation)
            for code, observation in dict.fromkeys(self._observed())
        ]
        return sorted(found, key=lambda f: (f.origin, f.code, f.sub, f.message))

    def _observed(self) -> Iterator[tuple[str, Observation]]:
        for item in self.undeclared:
            yield TABLE, self._undeclared(item)
        for item, row in self.rows_of.items():
            if row:
                yield from self._at_odds(item, row)
                yield from self._too_early(item, row)
        yield from self._gone()
        yield from self._asked_early()
        yield from self._consents()

    def _row(self, item: Item) -> Cookie | None:
        named = [row for row in self.declared if known.matches(row.name.value, item.name)]
        alike = [row for row in named if row.storage.value is item.storage]
        exact = [row for row in alike or named if row.name.value == item.name]
        return next(iter(exact or alike or named), None)

    @property
    def _file(self) -> Origin:
        cookies = self.facts.cookies
        return cookies.at("listed") if cookies else Origin(f"data/{rows.FILE}", 0)

    def _undeclared(self, item: Item) -> Observation:
        made = rows.rows([item], self.scan, self.facts)
        return Observation(
            self._file,
            say(
                "“{name}” ({what}; {host}) is kept or sent, and no row declares it. "
                "Seen: {ways}.{by}",
                name=item.name,
                what=Choice(item.storage.value),
                host=item.host,
                ways=self._ways(item),
                by=self._by(item),
            ),
            say("Declare it below “listed:” (“--write” does it), or take it out of the site:"),
            "undeclared",
            block=tuple(f"  {line}" for line in rows.lines(made)),
        )

    def _ways(self, item: Item) -> list[Message]:
        return [way.words for way in self.scan.ways(item)]

    def _by(self, item: Item) -> str:
        by = self.scan.items[item].by
        return say(" Set by {by}.", by=by) if by else ""

    def _at_odds(self, item: Item, row: Cookie) -> Iterator[tuple[str, Observation]]:
        """A row that says something else than was measured."""
        name = item.name
        if row.storage.value is not item.storage:
            message = say(
                "“{name}” is declared as “{declared}”, and found as “{found}”.",
                name=name, declared=Choice(row.storage.value.value),
                found=Choice(item.storage.value),
            )  # fmt: skip
            hint = say("Write “storage: {found}”.", found=item.storage.value)
            yield _warning(row, "storage", message, hint, "other-storage")
        party = Party.THIRD if item.third else Party.FIRST
        if row.party.value is not party:
            message = say(
                "“{name}” is declared as “{declared}”, but {host} keeps it: “{found}”.",
                name=name, declared=row.party.value.value, host=item.host, found=party.value,
            )  # fmt: skip
            hint = say("Write “party: {found}”, with its provider.", found=party.value)
            yield _warning(row, "party", message, hint, "other-party")
        if tool := known.of(item):
            yield from self._known(item, row, tool)
        if not self.scan.items[item].capped or (row.lifetime and not row.lifetime.value.duration):
            yield from self._lifetime(item, row)

    @staticmethod
    def _known(item: Item, row: Cookie, tool: Known) -> Iterator[tuple[str, Observation]]:
        """A row at odds with what is known of the name or the host."""
        names = [provider.name for provider in row.providers]
        if tool.provider and names and not any(rows.called(tool.provider, one) for one in names):
            message = say(
                "“{name}” belongs to {provider} as far as is known ({source}), which its row does "
                "not name.",
                name=item.name, provider=tool.provider, source=tool.source,
            )  # fmt: skip
            hint = say("Write its provider below “providers:”, or say why the name is yours.")
            yield _warning(row, "providers", message, hint, "other-provider")
        if tool.follows and not row.category.needs_consent:
            message = say(
                "“{name}” is declared as strictly necessary, but {host} keeps or gets it, and it "
                "measures or advertises as far as is known ({source}).",
                name=item.name, host=item.host, source=tool.source,
            )  # fmt: skip
            hint = say("Write “category: {category}” with consent.", category=tool.category)
            yield CONSENT, Observation(row.at("category"), message, hint, "tracker")

    def _lifetime(self, item: Item, row: Cookie) -> Iterator[tuple[str, Observation]]:
        """Longer than declared is an error, shorter is worth a correction."""
        if not row.lifetime or item.storage in _UNMEASURED:
            return
        measured = self.scan.items[item].lifetime
        stated = row.lifetime.value.duration
        days = 0.0 if measured is None else measured / lifetimes.DAY
        declared = stated.approximate_days if stated else 0.0
        if (measured is None) is (stated is None) and abs(days - declared) <= _ROOM * declared:
            return
        words = "session" if measured is None else lifetimes.in_words(measured)
        message = say(
            "“{name}” is declared for “{declared}”, and stays for “{measured}”.{by}",
            name=item.name,
            declared=str(stated) if stated else "session",
            measured=words,
            by=self._by(item),
        )
        hint = say("Write “lifetime: {measured}”, or shorten it on the site.", measured=words)
        level = Level.ERROR if days > declared else Level.WARNING
        yield TABLE, Observation(row.at("lifetime"), message, hint, "other-lifetime", level)

    def _too_early(self, item: Item, row: Cookie) -> Iterator[tuple[str, Observation]]:
        """What waits for a consent and was there without one."""
        early = [way.words for way in self.scan.ways(item) if not way.consented]
        waits = row.category.needs_consent or (row.before_consent and not row.before_consent.value)
        if early and waits:
            yield (
                CONSENT,
                Observation(
                    row.origin,
                    say(
                        "“{name}” waits for a consent, and is there without one: {ways}.{by}",
                        name=item.name,
                        ways=early,
                        by=self._by(item),
                    ),
                    say("Load what sets it after consent only."),
                    "seen-early",
                ),
            )

    def _gone(self) -> Iterator[tuple[str, Observation]]:
        """Rows that no visit found; software kits of apps are in no browser."""
        if not (self.scan.whole and self.scan.accepted):
            return
        found = [row for row in self.rows_of.values() if row]
        for row in self.declared:
            if row not in found and row.storage.value is not Storage.SOFTWARE_KIT:
                message = say("“{name}” is declared, and no visit found it.", name=row.name.value)
                hint = say(
                    "Delete the row if the site does not use it any more; pages that were not "
                    "visited may."
                )
                yield TABLE, Observation(row.origin, message, hint, "gone", Level.WARNING)

    def _asked_early(self) -> Iterator[tuple[str, Observation]]:
        """Hosts of others that learn of a visit to which nobody has agreed, each once."""
        hosts: dict[str, tuple[str, str]] = {}
        for visit in self.scan.made:
            for asked in visit.asked if not visit.way.consented else ():
                hosts.setdefault(asked.host, (asked.address, asked.by))
        for host, (address, by) in sorted(hosts.items()):
            tool = known.of_host(host)
            message = say(
                "{host} is asked before the visitor has agreed ({address}, by {by}).",
                host=host, address=address, by=by,
            )  # fmt: skip
            hint = say("Load it after consent, or from your own host, or name its recipient.")
            level = Level.ERROR if tool and tool.follows else Level.WARNING
            yield CONSENT, Observation(self._file, message, hint, "asked-early", level)

    def _consents(self) -> Iterator[tuple[str, Observation]]:
        """Classes that nobody is asked about, and consents that ask about nothing here."""
        cookies = self.facts.cookies
        if cookies is None:
            return
        silent: dict[str, Cookie] = {}
        for row in self.declared:
            if row.category.needs_consent and row.consent is None:
                silent.setdefault(row.category.id.value, row)
        for name, row in silent.items():
            message = say("no consent is named for cookies of class “{name}”.", name=name)
            hint = say("Write “consent:” with an id of consents.yml, once below “classes:”.")
            yield CONSENT, Observation(row.origin, message, hint, "no-consent-named", Level.WARNING)
        used = {row.consent.id.value for row in self.declared if row.consent}
        for consent in self._carried_by_cookies():
            if consent.id.value not in used:
                message = say(
                    "“{name}” is asked for data of cookies, and no cookie waits for it.",
                    name=consent.id.value,
                )
                hint = say("Name it in the rows that wait for it, or ask for it no longer.")
                yield (
                    CONSENT,
                    Observation(consent.origin, message, hint, "no-cookie", Level.WARNING),
                )

    def _carried_by_cookies(self) -> Iterable[Consent]:
        """Consents of purposes whose data comes from cookies alone."""
        cookies = self.facts.cookies
        data = {item.origin for item in cookies.data} if cookies else set()
        purposes = (p for a in self.facts.activities.values() for p in a.purposes)
        carried = (
            p.consent
            for p in purposes
            if p.consent and p.data and all(item.origin in data for item in p.data)
        )
        return {consent.id.value: consent for consent in carried}.values()


def _warning(
    row: Cookie, key: str, message: Message, hint: Message, sub: str
) -> tuple[str, Observation]:
    return TABLE, Observation(row.at(key), message, hint, sub, Level.WARNING)
