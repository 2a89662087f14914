import type { Texts } from './english.ts';
import { formatWait, readNumber } from './format.ts';

const missing: Readonly<Record<string, string>> = {
  identifier: 'Geben Sie Ihre E-Mail-Adresse ein.',
  'traits.email': 'Geben Sie Ihre E-Mail-Adresse ein.',
  'traits.name': 'Geben Sie Ihren Namen ein.',
  password: 'Geben Sie ein Passwort ein.',
};

export const german: Texts = {
  errorTitle: (title) => `Fehler: ${title}`,
  pageTitle: (title, project) => `${title} · ${project}`,
  footer: {
    language: 'Sprache',
    terms: 'Nutzungsbedingungen',
    privacy: 'Datenschutz',
    securedBy: 'Gesichert durch',
  },
  fields: {
    identifier: 'E-Mail-Adresse',
    'traits.email': 'E-Mail-Adresse',
    'traits.name': 'Name',
    password: 'Passwort',
  },
  optional: 'freiwillig',
  showPassword: 'Zeigen',
  hidePassword: 'Verbergen',
  capsLock: 'Die Feststelltaste ist an.',
  checkForm: 'Prüfen Sie, was unten markiert ist.',
  login: {
    title: (name) => `Bei ${name} anmelden`,
    confirmTitle: 'Bestätigen Sie, dass Sie es sind',
    goOnTo: (project, host) => `Mit Ihrem Konto bei ${project}. Danach geht es weiter zu ${host}.`,
    submit: 'Anmelden',
    isNew: (project) => `Neu bei ${project}?`,
    register: 'Konto anlegen',
  },
  registration: {
    title: 'Konto anlegen',
    lead: (project) => `Ein Konto für alles bei ${project}.`,
    goOnTo: (project, client, host) =>
      `Ein Konto bei ${project}, mit dem Sie sich bei ${client} anmelden. Danach geht es weiter zu ${host}.`,
    submit: 'Konto anlegen',
    passwordHint:
      'Einige Wörter, die nicht zusammengehören, lassen sich gut merken und schwer erraten.',
    hasAccount: 'Sie haben schon ein Konto?',
    login: 'Anmelden',
  },
  consent: {
    title: (client, project) => `${client} den Zugriff auf Ihr Konto bei ${project} erlauben?`,
    unverified: (host) =>
      `Niemand hat diese App geprüft: Ihren Namen hat sie selbst gewählt. Erlauben Sie den Zugriff nur, wenn Sie gerade von ${host} kommen und ihr vertrauen.`,
    signedInAs: 'Angemeldet als',
    able: 'Die App kann dann',
    scopes: {
      openid: () => 'Sie an einer Kennung Ihres Kontos wiedererkennen',
      email: () => 'Ihre E-Mail-Adresse sehen',
      profile: (name) => (name === undefined ? 'Ihren Namen sehen' : `Ihren Namen ${name} sehen`),
      offline: () => 'Diesen Zugriff behalten, wenn Sie nicht da sind',
    },
    otherScope: 'Diese Berechtigung verwenden:',
    nothing: 'Erfahren, dass Sie sich angemeldet haben, und sonst nichts',
    lasts: 'Gilt',
    untilWithdrawn: 'bis Sie den Zugriff widerrufen',
    until: 'bis',
    leadsTo: 'Führt zu',
    thisDevice: (host) => `einer App auf diesem Gerät (${host})`,
    details: 'Technische Angaben',
    client: 'Client-ID',
    scopeNames: 'Scopes',
    audience: 'Für',
    remember: 'Für denselben Zugriff nicht mehr fragen',
    policy: (client) => `Datenschutzerklärung von ${client}`,
    terms: (client) => `Nutzungsbedingungen von ${client}`,
    allow: 'Erlauben',
    deny: 'Ablehnen',
  },
  device: {
    title: 'Ein Gerät verbinden',
    lead: (project) =>
      `Geben Sie den Code ein, den Ihr Gerät oder Terminal zeigt. Melden Sie sich dann hier bei ${project} an, und Sie sind es auch dort.`,
    warning:
      'Machen Sie nur weiter, wenn Sie das eben selbst begonnen haben. Wer Ihnen einen Code schickt, will in Ihr Konto.',
    code: 'Code',
    codeHint: 'Acht Buchstaben, groß oder klein.',
    submit: 'Weiter',
    problems: {
      wrong:
        'Dieser Code ist hier nicht bekannt, ist abgelaufen oder wurde benutzt. Prüfen Sie ihn, oder beginnen Sie am Gerät neu.',
      limited:
        'Zu viele Codes waren falsch. Warten Sie zehn Minuten und beginnen Sie dann am Gerät neu, um einen neuen Code zu bekommen.',
    },
    connected: {
      title: 'Das Gerät ist verbunden',
      text: 'Es macht in einigen Sekunden von selbst weiter. Sie können diese Seite schließen.',
    },
    denied: {
      title: 'Das Gerät wurde nicht verbunden',
      text: 'Es hat nichts erfahren. Sie können diese Seite schließen.',
    },
    failed: {
      title: 'Das Gerät konnte nicht verbunden werden',
      text: 'Die Anfrage ist beendet, oder der Code ist abgelaufen. Beginnen Sie am Gerät neu.',
    },
    asks: 'Darum bittet ein Gerät, nicht dieser Browser. Erlauben Sie es nur, wenn Sie das eben selbst begonnen haben. Hat Ihnen jemand den Code oder einen Link geschickt, lehnen Sie ab: Er käme in Ihr Konto.',
    unverified: 'Diese App hat niemand geprüft: Ihren Namen hat sie selbst gewählt.',
    askedFrom: 'Begonnen von',
    askedAt: 'Begonnen',
    unknownAddress: 'einer unbekannten Adresse',
  },
  logout: {
    title: (project) => `Bei ${project} abmelden?`,
    asked: (client) => `${client} bittet darum, Sie auch hier abzumelden.`,
    explain: 'Beim nächsten Mal müssen Sie sich neu anmelden.',
    leadsTo: (host) => `Danach geht es zurück zu ${host}.`,
    submit: 'Abmelden',
    stay: 'Angemeldet bleiben',
    noneTitle: 'Sie sind abgemeldet',
    none: 'In diesem Browser ist niemand angemeldet.',
  },
  signedIn: {
    title: 'Sie sind angemeldet',
    lead: (project) => `Das ist Ihr Konto bei ${project}.`,
    since: 'Angemeldet',
    submit: 'Abmelden',
  },
  onboarding: {
    title: (organization) => `Domains von ${organization}`,
    lead: (project) =>
      `${project} bittet um den Nachweis, dass diese Domains Ihnen gehören. Legen Sie dort, wo Sie deren DNS verwalten, einen TXT-Eintrag mit diesem Namen und Inhalt an, und lassen Sie ihn dann hier nachschlagen.`,
    patience:
      'Bis ein neuer Eintrag zu sehen ist, kann es dauern. Nichts geht verloren, wenn Sie später wiederkommen.',
    none: (organization) =>
      `Für ${organization} ist noch keine Domain genannt. Bitten Sie darum, wer Ihnen diesen Link gegeben hat.`,
    states: { unverified: 'nicht nachgewiesen', verified: 'nachgewiesen' },
    recordName: 'Name des TXT-Eintrags',
    recordValue: 'Inhalt',
    checked: 'Zuletzt nachgeschlagen',
    check: 'Eintrag nachschlagen',
    checkAgain: 'Noch einmal nachschlagen',
    outcomes: {
      verified:
        'Der Eintrag wurde gefunden: Die Domain ist nachgewiesen. Lassen Sie den Eintrag stehen.',
      missing:
        'Es gibt noch keinen TXT-Eintrag mit diesem Inhalt. Prüfen Sie ihn, warten Sie eine Weile und versuchen Sie es noch einmal.',
      unreachable:
        'Das DNS hat nicht rechtzeitig geantwortet. Nichts wurde geändert: Versuchen Sie es noch einmal.',
      recent:
        'Das wurde eben erst nachgeschlagen. Warten Sie ein paar Sekunden und versuchen Sie es noch einmal.',
    },
    until: 'Dieser Link gilt bis',
  },
  failures: {
    reference: 'Wenn Sie um Hilfe bitten, nennen Sie diese Nummer:',
    again: 'Neu beginnen',
    toLogin: 'Zur Anmeldung',
    detail: 'Meldung des Servers',
    unreachable: {
      title: 'Das geht gerade nicht',
      text: 'Der Dienst ist nicht erreichbar. Nichts ist verloren: Warten Sie kurz und laden Sie die Seite neu.',
    },
    expired: {
      title: 'Diese Seite war zu lange offen',
      text: 'Sie gilt nicht mehr. Gehen Sie zurück zu der App, aus der Sie kommen, oder beginnen Sie hier neu.',
    },
    otherBrowser: {
      title: 'Diese Seite gehört zu einem anderen Browser',
      text: 'Sie gilt nur dort, wo sie begonnen wurde, und nur mit Cookies. Beginnen Sie in diesem Browser neu.',
    },
    notFound: {
      title: 'Unter dieser Adresse gibt es nichts',
      text: 'Prüfen Sie die Adresse, oder gehen Sie zurück zu der App, aus der Sie kommen.',
    },
    requestGone: {
      title: 'Diese Anfrage ist erledigt',
      text: 'Sie wurde schon beantwortet oder hat zu lange gewartet. Gehen Sie zurück zu der App, aus der Sie kommen, und beginnen Sie dort neu.',
    },
    deviceGone: {
      title: 'Diese Seite gilt nicht mehr',
      text: 'Sie war zu lange offen oder wurde in einem anderen Browser begonnen. Geben Sie den Code des Geräts noch einmal ein.',
    },
    portalGone: {
      title: 'Dieser Link führt nirgendwohin',
      text: 'Er ist abgelaufen oder wurde zurückgenommen. Bitten Sie um einen neuen, wer ihn Ihnen gegeben hat.',
    },
    unknown: {
      title: 'Das hat nicht geklappt',
      text: 'Gehen Sie zurück zu der App, aus der Sie kommen, und versuchen Sie es noch einmal.',
    },
    byId: {
      security_csrf_violation: {
        title: 'Das Formular wurde nicht angenommen',
        text: 'Es kam aus einem anderen Fenster oder einem anderen Browser. Nichts wurde geändert. Beginnen Sie neu.',
      },
      self_service_flow_expired: {
        title: 'Diese Seite war zu lange offen',
        text: 'Sie gilt nicht mehr. Gehen Sie zurück zu der App, aus der Sie kommen, oder beginnen Sie neu.',
      },
      temporarily_unavailable: {
        title: 'Zu viele Anfragen auf einmal',
        text: 'Warten Sie eine Minute, gehen Sie zurück und senden Sie noch einmal. Nichts ist verloren.',
      },
      access_denied: {
        title: 'Der Zugriff wurde abgelehnt',
        text: 'Nichts wurde weitergegeben. Sie können diese Seite schließen.',
      },
    },
    byClient: {
      title: 'Diese Anfrage wurde abgelehnt',
      text: 'Die App, die Sie hierher geschickt hat, verlangt etwas, das dieser Server nicht erlaubt. Das können nur ihre Hersteller ändern.',
    },
  },
  messages: {
    1010003: () => 'Melden Sie sich noch einmal an, damit wir wissen, dass Sie es noch sind.',
    1900001: () =>
      'Wenn die Adresse neu war, gibt es Ihr Konto jetzt. Melden Sie sich mit Ihrem Passwort an.',
    4000002: (_, field) => missing[field] ?? 'Füllen Sie dieses Feld aus.',
    4000004: () => 'Hier stehen Zeichen, die nicht verwendet werden können.',
    4000006: () =>
      'E-Mail-Adresse oder Passwort ist falsch. Prüfen Sie beides und versuchen Sie es noch einmal.',
    4000017: (context) =>
      `Das ist zu lang: höchstens ${readNumber(context, 'max_length')} Zeichen.`,
    4000031: () => 'Ihr Passwort ähnelt Ihrer E-Mail-Adresse zu sehr. Wählen Sie ein anderes.',
    4000032: (context) =>
      `Ihr Passwort ist zu kurz: mindestens ${readNumber(context, 'min_length')} Zeichen.`,
    4000033: (context) =>
      `Ihr Passwort ist zu lang: höchstens ${readNumber(context, 'max_length')} Zeichen.`,
    4000034: () =>
      'Dieses Passwort probieren Angreifer zuerst. Wählen Sie eines, auf das nur Sie kommen.',
    4000040: () => 'Das ist keine E-Mail-Adresse. Schreiben Sie sie wie name@example.com.',
    4010001: () =>
      'Das Formular war zu lange offen. Dies ist ein neues: Füllen Sie es noch einmal aus.',
    4010002: () => 'Wählen Sie, wie Sie sich anmelden möchten.',
    4010003: () => 'Wählen Sie, wie Sie sich anmelden möchten.',
    4040001: () =>
      'Das Formular war zu lange offen. Dies ist ein neues: Füllen Sie es noch einmal aus.',
    4900001: (context) =>
      `Zu viele Versuche. Versuchen Sie es in ${formatWait(readNumber(context, 'retry_after_seconds'), 'de')} noch einmal.`,
  },
};
