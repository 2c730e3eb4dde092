package org.countersign;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the decision oversight engine. */
@SpringBootApplication
public class Countersign {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(VerifyCertificate.COMMAND)) {
            System.exit(VerifyCertificate.run(args, System.out));
        }
        SpringApplication.run(Countersign.class, args);
    }
}
