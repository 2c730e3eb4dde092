package org.countersign;

import java.util.List;
import org.countersign.rehearsal.EvaluateCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the decision oversight engine; or, told to {@code evaluate}, looks at a file of cases and ends. */
@SpringBootApplication
public class Countersign {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("evaluate")) {
            System.exit(EvaluateCommand.run(List.of(args).subList(1, args.length), System.out, System.err));
        }
        if (args.length > 0 && args[0].equals(VerifyCertificate.COMMAND)) {
            System.exit(VerifyCertificate.run(args, System.out));
        }
        SpringApplication.run(Countersign.class, args);
    }
}
