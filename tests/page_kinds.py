"""One page of each kind, in both languages: what is photographed, audited and measured.

The preview has the company's drafts; the demonstration has what only a history has: texts in
force, announced, superseded and withdrawn, and the page of versions.
"""

PREVIEW = {
    "home": ("", "en/"),
    "answers": ("sorular/", "en/questions/"),
    "policy": ("gizlilik-politikasi/", "en/privacy-policy/"),
    "notice": ("uyelik-aydinlatma-metni/", "en/membership-privacy-notice/"),
    "consent": ("pazarlama-analizi-acik-riza/", "en/marketing-analysis-consent/"),
    "approval": ("sms-ticari-ileti-onayi/", "en/sms-message-approval/"),
    "cookies": ("cerez-politikasi/", "en/cookie-policy/"),
    "application": ("basvuru-formu/", "en/application-form/"),
    "report": ("bildirim-formu/", "en/incident-report-form/"),
    "rights": ("haklariniz/", "en/your-rights/"),
    "withdrawal": ("riza-geri-alma/", "en/withdraw-consent/"),
    "flows": ("veri-akislari/", "en/data-flows/"),
    "developers": ("gelistiriciler/", "en/developers/"),
    "deployment": ("yayimlama/", "en/deployment/"),
    "integration": ("entegrasyon/", "en/integration/"),
    "embed": ("siteye-ekleme/", "en/embed/"),
    "accessibility": ("erisilebilirlik/", "en/accessibility/"),
    "keys": ("veri-dosyalari/", "en/data-files/"),
    "rules": ("denetim-kurallari/", "en/rules/"),
    "search": ("arama/#hak", "en/search/#right"),
    "receipts": ("kayit-dogrulama/", "en/verify-receipt/"),
    "not-found": ("404.html", "404.html"),
}
DEMO = {
    "demo-home": ("", "en/"),
    "demo-answers": ("sorular/", "en/questions/"),
    "demo-cookies": ("cerezler/", "en/cookies/"),
    "demo-policy": ("gizlilik/", "en/privacy/"),
    "superseded": ("gizlilik/2026-03-02/", "en/privacy/2026-03-02/"),
    "announced": ("gizlilik/2027-01-01/", "en/privacy/2027-01-01/"),
    "withdrawn": ("gizlilik/2026-09-01/", "en/privacy/2026-09-01/"),
    "history": ("gizlilik/gecmis/", "en/privacy/history/"),
    "redline": ("gizlilik/2026-05-20/degisiklikler/", "en/privacy/2026-05-20/changes/"),
    "reworded": ("cerezler/2026-07-01/degisiklikler/", "en/cookies/2026-07-01/changes/"),
    "demo-rights": ("haklariniz/", "en/your-rights/"),
    "demo-withdrawal": ("riza-geri-alma/", "en/withdraw-consent/"),
    "versions": ("surumler/", "en/versions/"),
    "demo-flows": ("veri-akislari/", "en/data-flows/"),
}
WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
LANGUAGES = ("tr", "en")
