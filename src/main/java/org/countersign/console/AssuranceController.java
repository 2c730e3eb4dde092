package org.countersign.console;

import org.countersign.assurance.CertificateFile;
import org.countersign.assurance.Certificates;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The promise as pages show it: all use cases, one of them, and the record behind a certificate as a file. */
@Controller
@RequestMapping("/console/assurance")
class AssuranceController {

    private final PromisePage page;
    private final PromisesPage all;
    private final Certificates certificates;

    AssuranceController(PromisePage page, PromisesPage all, Certificates certificates) {
        this.page = page;
        this.all = all;
        this.certificates = certificates;
    }

    @GetMapping
    ModelAndView all() {
        return all.page();
    }

    @GetMapping("/{useCase}")
    ModelAndView one(@PathVariable String useCase) {
        return page.of(useCase);
    }

    /** The same as over REST, which browsers that signed in on the login page cannot ask. */
    @GetMapping("/{useCase}/certificates/{id}")
    ResponseEntity<CertificateFile> export(@PathVariable String useCase, @PathVariable String id) {
        var file = certificates.export(useCase, id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("certificate-" + file.certificate().id() + ".json")
                                .build()
                                .toString())
                .body(file);
    }
}
