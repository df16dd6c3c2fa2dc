// Asks veraPDF's own validator whether files conform to PDF/UA-1 (all 106 rules of its profile):
// a line a file (path, true or false, number of rules), and one for each failure.
// Run by tests/conformance.py as a single source file.

import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class PdfUa {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.PDFUA_1;
        for (String file : files) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
                ValidationResult result = validator.validate(parser);
                int rules = result.getValidationProfile().getRules().size();
                System.out.println(file + "\t" + result.isCompliant() + "\t" + rules);
                for (TestAssertion assertion : result.getTestAssertions()) {
                    if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                        System.out.println("\t" + assertion.getRuleId().getClause() + " "
                            + assertion.getMessage() + " @ " + assertion.getLocation().getContext());
                    }
                }
            }
        }
    }
}
