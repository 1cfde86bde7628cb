import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Certificates for Java, which reads no PEM file by itself: writes a trust store with those that this Java trusts and those of the
 * file. {@code java Trust.java certificates.pem trust.p12}
 */
class Trust {

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN (TRUSTED )?CERTIFICATE-----.*?-----END (TRUSTED )?CERTIFICATE-----", Pattern.DOTALL);
    private static final char[] PASSWORD = "changeit".toCharArray(); // Java's usual one; what is in it is public

    public static void main(String[] arguments) throws GeneralSecurityException, IOException {
        Path pem = Path.of(arguments[0]);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        TrustManagerFactory known = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        known.init((KeyStore) null);
        int number = 0;
        for (var certificate : ((X509TrustManager) known.getTrustManagers()[0]).getAcceptedIssuers()) {
            store.setCertificateEntry("known-" + ++number, certificate);
        }
        int added = 0;
        var blocks = CERTIFICATE.matcher(Files.readString(pem, StandardCharsets.ISO_8859_1));
        while (blocks.find()) {
            byte[] block = blocks.group().getBytes(StandardCharsets.US_ASCII);
            try {
                var certificate = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block));
                store.setCertificateEntry("added-" + ++added, certificate);
            } catch (CertificateException e) {
                System.err.println(pem + ": a certificate that Java cannot read is left out: " + e.getMessage());
            }
        }
        if (added == 0) {
            System.err.println(pem + ": there is no certificate in it (a PEM file has lines -----BEGIN CERTIFICATE-----)");
            System.exit(1);
        }
        try (OutputStream out = Files.newOutputStream(Path.of(arguments[1]))) {
            store.store(out, PASSWORD);
        }
    }
}
