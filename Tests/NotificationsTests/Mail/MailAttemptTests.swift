import Egress
import Testing

@testable import Notifications

struct MailAttemptTests {
    @Test(arguments: [
        (EgressError.unresolvable, "the mail server: the host name was not found"),
        (.connection, "the mail server: no connection, or it was closed too early"),
        (.timeout, "the mail server: no answer in time"),
        (.certificate, "the mail server: the certificate is not valid for this host"),
        (.tls, "the mail server: no secure connection could be made"),
        (.busy, "the mail server: too many messages wait to be sent; try again"),
    ])
    func `Trouble with the server is tried again`(error: EgressError, reason: String) {
        #expect(Attempt(mail: error) == .failed(reason: reason))
    }

    @Test func `An address that cannot be written to is not`() {
        #expect(
            Attempt(mail: .badRequest("this is not a mail address")) == .refused(reason: "this is not a mail address"))
    }
}
